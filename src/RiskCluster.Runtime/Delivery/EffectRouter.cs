using RiskCluster.Core.Accounts;
using RiskCluster.Core.Parameters;
using RiskCluster.Core.Portfolios;
using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Actors;

namespace RiskCluster.Runtime.Delivery;

/// <summary>Tells effects to the actors that they are for, as their commands. An effect does not expire.</summary>
/// <param name="actors">Who is told.</param>
/// <param name="impacts">Runs proposals on the live book; null where there is no book, and then such effects wait.</param>
public sealed class EffectRouter(IActors actors, IImpactSource? impacts = null) : IEffectDelivery
{
    /// <inheritdoc/>
    public async ValueTask<Problem?> Deliver(MessageId id, IEffect effect, CancellationToken cancellation) => effect switch
    {
        AccountEffect account => (await actors.Portfolio(account.Owner).Tell(new(id, account.ToCommand()), cancellation)).Problem,
        PortfolioEffect portfolio => (await actors.Account(portfolio.Account).Tell(new(id, portfolio.ToCommand()), cancellation)).Problem,
        RiskParametersEffect.RunImpact run => await RunImpact(id, run, cancellation),
        _ => throw new ArgumentException($"nobody takes {effect?.GetType().Name}", nameof(effect)),
    };

    // The run is read-only and its result is recorded once, so that a redelivery costs time and nothing else.
    private async ValueTask<Problem?> RunImpact(MessageId id, RiskParametersEffect.RunImpact run, CancellationToken cancellation)
    {
        if (impacts is null) throw new ActorUnavailableException("no live book runs in this process");
        var parameters = actors.RiskParameters(run.Model);
        // Fenced: a state that another process has left behind may not know the version yet, and the run would never come.
        var version = (await parameters.Read(fenced: true, cancellation)).State.Find(run.Number);
        // Closed and forgotten meanwhile: nobody waits for the result.
        if (version is null || version.Hash != run.Hash) return null;
        var report = await impacts.Impact(version.Document, cancellation) ?? throw new ActorUnavailableException("no margin cycle has run yet");
        return (await parameters.Tell(new(id, new RiskParametersCommand.RecordImpact(run.Number, run.Hash, run.BaseHash, report)), cancellation)).Problem;
    }
}
