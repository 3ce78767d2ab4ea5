using System.Text.Json;
using RiskCluster.Core.Accounts;
using RiskCluster.Core.Liquidations;
using RiskCluster.Core.Markets;
using RiskCluster.Core.Parameters;
using RiskCluster.Core.Portfolios;
using RiskCluster.Core.SystemRisk;
using RiskCluster.Core.Turns;
using RiskCluster.Core.Unwinds;
using RiskCluster.Core.Venues;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Runtime.Actors;

/// <summary>Replays a stream through the rules of its actor, from its first event and from its snapshot, and holds the states that come of it against each other.</summary>
/// <remarks>A chain proves that the events are those that were written; this proves that they still mean something, and that a snapshot has not been made to say something else.</remarks>
public static class ReplayProof
{
    /// <summary>Replays a stream up to a head, or to its snapshot when that is newer.</summary>
    /// <exception cref="JournalUnavailableException">The journal cannot be read.</exception>
    public static ValueTask<ReplayVerdict> Of(IJournal journal, StreamHead head, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(journal);
        ArgumentNullException.ThrowIfNull(head);
        return KindOf(head.Stream) switch
        {
            ActorKind.Venue => Replay<VenueMachine, VenueState, VenueCommand, VenueEvent, VenueEffect>(journal, head, cancellation),
            ActorKind.Account => Replay<AccountMachine, AccountState, AccountCommand, AccountEvent, AccountEffect>(journal, head, cancellation),
            ActorKind.Portfolio => Replay<PortfolioMachine, PortfolioState, PortfolioCommand, PortfolioEvent, PortfolioEffect>(journal, head, cancellation),
            ActorKind.MarketData => Replay<MarketDataMachine, MarketDataState, MarketDataCommand, MarketDataEvent, MarketDataEffect>(journal, head, cancellation),
            ActorKind.RiskParameters => Replay<RiskParametersMachine, RiskParametersState, RiskParametersCommand, RiskParametersEvent, RiskParametersEffect>(journal, head, cancellation),
            ActorKind.LiquidationQueue =>
                Replay<LiquidationQueueMachine, LiquidationQueueState, LiquidationQueueCommand, LiquidationQueueEvent, LiquidationQueueEffect>(journal, head, cancellation),
            ActorKind.Unwind => Replay<UnwindMachine, UnwindState, UnwindCommand, UnwindEvent, UnwindEffect>(journal, head, cancellation),
            ActorKind.SystemRisk => Replay<SystemRiskMachine, SystemRiskState, SystemRiskCommand, SystemRiskEvent, SystemRiskEffect>(journal, head, cancellation),
            _ => new(new ReplayVerdict(ReplayKind.Unknown, 0, [])),
        };
    }

    private static ActorKind? KindOf(string stream)
    {
        try
        {
            return ActorAddress.Parse(stream).Kind;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static async ValueTask<ReplayVerdict> Replay<TMachine, TState, TCommand, TEvent, TEffect>(IJournal journal, StreamHead head, CancellationToken cancellation)
        where TMachine : IMachine<TState, TCommand, TEvent, TEffect>
        where TState : class
        where TCommand : class
        where TEvent : class
        where TEffect : class, IEffect
    {
        var snapshot = await journal.ReadSnapshot(head.Stream, cancellation);
        if (snapshot?.RulesVersion != RulesVersion.Of(typeof(TMachine))) snapshot = null;
        var kind = snapshot is null ? ReplayKind.FromZero : ReplayKind.FromZeroAndSnapshot;
        var seq = 0L;
        try
        {
            var fromZero = new CellFold<TMachine, TState, TCommand, TEvent, TEffect>(ActorAddress.Parse(head.Stream));
            seq = snapshot?.Seq ?? 0;
            var fromSnapshot = snapshot is null ? null : new CellFold<TMachine, TState, TCommand, TEvent, TEffect>(snapshot);
            await foreach (var item in journal.Read(head.Stream, 0, cancellation))
            {
                if (item.Seq > head.Seq && item.Seq > (snapshot?.Seq ?? 0)) break;
                seq = item.Seq;
                fromZero.Add(item);
                if (item.Seq > (snapshot?.Seq ?? long.MaxValue)) fromSnapshot?.Add(item);
            }

            var hash = fromZero.Finish().StateHash();
            var isSame = fromSnapshot is null || fromSnapshot.Finish().StateHash().AsSpan().SequenceEqual(hash);
            return isSame ? new(kind, fromZero.Seq, hash) : new(kind, snapshot!.Seq, hash, "replay from this snapshot does not give the state that replay from the first event gives");
        }
        catch (Exception problem) when (problem is InvalidDataException or JsonException)
        {
            return new(kind, seq, [], $"cannot be replayed: {problem.Message.ReplaceLineEndings(" ")}");
        }
        catch (Exception problem) when (problem is not OperationCanceledException and not JournalUnavailableException)
        {
            return new(kind, seq, [], $"the rules cannot apply it: {problem.Message.ReplaceLineEndings(" ")}");
        }
    }
}
