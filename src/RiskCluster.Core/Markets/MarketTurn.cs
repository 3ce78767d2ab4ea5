using System.Collections.Immutable;
using RiskCluster.Core.Margins;
using RiskCluster.Core.Turns;

namespace RiskCluster.Core.Markets;

/// <summary>One decision of a market while it is made: events so far, and the state after them.</summary>
internal sealed class MarketTurn
{
    private readonly ImmutableArray<MarketDataEvent>.Builder events = ImmutableArray.CreateBuilder<MarketDataEvent>();
    private readonly string? signedBy;

    /// <summary>Starts at a time. A small step back of the clock is ridden out; a larger one forgets every age.</summary>
    public MarketTurn(MarketDataState state, in Turn turn)
    {
        State = state;
        signedBy = turn.SignedBy;
        var nowMs = turn.NowMs;
        var isRewound = nowMs < state.LastAtMs - state.Rules.MaxAheadMs;
        NowMs = isRewound ? nowMs : Math.Max(nowMs, state.LastAtMs);
        if (!isRewound) return;
        Raise(new MarketDataEvent.ClockSteppedBack(state.LastAtMs, NowMs));
        GoStale("the clock stepped back");
    }

    public MarketDataState State { get; private set; }

    public long NowMs { get; }

    public ImmutableArray<MarketDataEvent> Events => events.ToImmutable();

    /// <summary>True when the command asks for what is so already.</summary>
    public bool IsRepeat { get; set; }

    public void Raise(MarketDataEvent change)
    {
        events.Add(change);
        State = MarketDataMachine.Apply(State, change);
    }

    /// <summary>Fixes every expiry that has passed, from its own window: how late this turn comes changes nothing.</summary>
    public void SettleExpired()
    {
        foreach (var expiry in State.Consensus?.Expiries ?? [])
        {
            if (expiry.ExpiryMs > NowMs || State.Settlement(expiry.ExpiryMs) is not null) continue;
            var (price, coverage) = State.Track?.Average(expiry.ExpiryMs - MarketRules.SettlementWindowMs, expiry.ExpiryMs) ?? (null, 0);
            if (price is { } average && coverage >= State.Rules.MinSettlementCoverage)
                Raise(new MarketDataEvent.SettlementFixed(expiry.ExpiryMs, average, coverage, "average", NowMs));
            else
                Raise(new MarketDataEvent.SettlementMissed(expiry.ExpiryMs, coverage, NowMs));
        }
    }

    public Problem? Observe(MarketDataCommand.Observe observe)
    {
        if (ObservationCheck.FirstProblem(State, observe, NowMs, signedBy) is { } problem) return problem;
        var source = State.Find(observe.Source)!;
        IsRepeat = observe.Sequence == source.LastSequence;
        if (IsRepeat) return null;

        var (quote, slices) = SmileIntake.Resolve(observe, source.Quote, State.Rules);
        var heard = new MarketDataEvent.ObservationAccepted(source.Name, observe.Sequence, quote, slices, Deviates: false, NowMs);
        var judgement = SourceJudgement.Of(MarketDataMachine.Apply(State, heard), NowMs);
        Raise(heard with { Deviates = judgement.IsStrike(source.Name) });
        if (State.Find(source.Name) is { IsSuspended: false } judged && judged.Strikes >= State.Rules.StrikesToSuspend)
            Raise(new MarketDataEvent.SourceSuspended(source.Name, judged.Strikes, NowMs));
        Conclude();
        return null;
    }

    /// <summary>Looks at ages again. It can only take trust away: an observation alone gives it back.</summary>
    public Problem? Review()
    {
        if (State.Status is not (FigureStatus.Ok or FigureStatus.Degraded)) return null;
        var judgement = SourceJudgement.Of(State, NowMs);
        var counted = State.Consensus!.Sources.Where(view => view.Standing == SourceStanding.Included).Select(view => view.Source);
        if (!judgement.Included.Select(source => source.Name).SequenceEqual(counted)) Conclude();
        return null;
    }

    private void Conclude()
    {
        if (State.Halt is not null) return;
        var judgement = SourceJudgement.Of(State, NowMs);
        if (judgement.Included.Length < State.Rules.MinSources)
        {
            GoStale(FormattableString.Invariant($"{judgement.Included.Length} sources agree, {State.Rules.MinSources} must"));
            return;
        }

        var price = ConsensusPrice.Of(State, judgement, NowMs);
        if (price.TripsBreaker) Raise(new MarketDataEvent.BreakerTripped(price.RawPrice, price.ReferencePrice, NowMs));
        else Raise(new MarketDataEvent.SnapshotPublished(ConsensusMaker.Make(State, judgement, price, NowMs), NowMs));
    }

    private void GoStale(string reason)
    {
        if (State.Status is FigureStatus.Stale or FigureStatus.Halted) return;
        Raise(new MarketDataEvent.StatusChanged(FigureStatus.Stale, LiquidationHold.Stale, reason, NowMs));
    }
}
