using RiskCluster.Core.Accounts;
using RiskCluster.Core.Portfolios;
using RiskCluster.Runtime.Facts;
using RiskCluster.Runtime.RiskBoard;

namespace RiskCluster.Runtime.Node;

/// <summary>Margins for decisions, from the board of this process. The assessment is held while the turn lasts, so that two orders of one owner never spend the same margin.</summary>
internal sealed class BoardMargins(RiskBoard.RiskBoard board) : IMarginSource
{
    /// <inheritdoc/>
    public ValueTask<MarginFacts> AfterOrder(AccountState account, AccountCommand.Reserve order, CancellationToken cancellation) =>
        new(Facts(() => board.AssessOrder(account.Key, new(order.Instrument, order.Size, order.Price))));

    /// <inheritdoc/>
    public ValueTask<MarginFacts> AfterUnlink(PortfolioState portfolio, string account, CancellationToken cancellation) => new(Facts(() => board.AssessUnlink(account)));

    private static MarginFacts Facts(Func<MarginAssessment> assess)
    {
        try
        {
            var assessment = assess();
            return new(assessment.Margins, assessment);
        }
        catch (ArgumentException)
        {
            // The rules name what is wrong with the order; here there is only no margin for it.
            return new([]);
        }
    }
}
