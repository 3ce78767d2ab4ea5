using RiskCluster.Core.Accounts;
using RiskCluster.Core.Liquidations;
using RiskCluster.Core.Parameters;
using RiskCluster.Core.Portfolios;
using RiskCluster.Core.SystemRisk;
using RiskCluster.Core.Turns;
using RiskCluster.Core.Unwinds;
using RiskCluster.Core.Venues;
using RiskCluster.Runtime.Actors;

namespace RiskCluster.Runtime.Delivery;

/// <summary>Tells effects to the actors that they are for, as their commands. An effect does not expire.</summary>
/// <param name="actors">Who is told.</param>
/// <param name="impacts">Runs proposals on the live book; null where there is no book, and then such effects wait.</param>
public sealed class EffectRouter(IActors actors, IImpactSource? impacts = null) : IEffectDelivery
{
    /// <inheritdoc/>
    public async ValueTask<Problem?> Deliver(MessageId id, IEffect effect, CancellationToken cancellation)
    {
        if (effect is RiskParametersEffect.RunImpact run) return await RunImpact(id, run, cancellation);
        object command = effect switch
        {
            AccountEffect account => account.ToCommand(),
            PortfolioEffect portfolio => portfolio.ToCommand(),
            VenueEffect venue => venue.ToCommand(),
            LiquidationQueueEffect queue => queue.ToCommand(),
            UnwindEffect unwind => unwind.ToCommand(),
            SystemRiskEffect system => system.ToCommand(),
            _ => throw new ArgumentException($"nobody takes {effect?.GetType().Name}", nameof(effect)),
        };
        var key = effect.Target.Key;
        return command switch
        {
            VenueCommand venue => (await actors.Venue(key).Tell(new(id, venue), cancellation)).Problem,
            AccountCommand account => (await actors.Account(key).Tell(new(id, account), cancellation)).Problem,
            PortfolioCommand portfolio => (await actors.Portfolio(key).Tell(new(id, portfolio), cancellation)).Problem,
            LiquidationQueueCommand queue => (await actors.LiquidationQueue(key).Tell(new(id, queue), cancellation)).Problem,
            UnwindCommand unwind => (await actors.Unwind(key).Tell(new(id, unwind), cancellation)).Problem,
            _ => throw new ArgumentException($"nobody takes {command.GetType().Name}", nameof(effect)),
        };
    }

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
