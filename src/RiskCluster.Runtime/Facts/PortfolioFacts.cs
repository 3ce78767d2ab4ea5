using RiskCluster.Core.Portfolios;
using RiskCluster.Runtime.Actors;

namespace RiskCluster.Runtime.Facts;

/// <summary>What an owner's portfolio has to know: the margins of both sides when an account is let go.</summary>
internal sealed class PortfolioFacts(IMarginSource? margins) : ITurnFacts<PortfolioState, PortfolioCommand>
{
    public async ValueTask<PreparedTurn> Prepare(PortfolioState state, PortfolioCommand command, long nowMs, CancellationToken cancellation)
    {
        if (command is not PortfolioCommand.Unlink unlink || margins is null) return new(new(nowMs));
        var facts = await margins.AfterUnlink(state, unlink.Account, cancellation);
        return new(new(nowMs) { Margins = facts.Margins }, facts.Hold);
    }
}
