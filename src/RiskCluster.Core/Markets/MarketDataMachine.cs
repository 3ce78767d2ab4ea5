using System.Collections.Immutable;
using RiskCluster.Core.Margins;
using RiskCluster.Core.Turns;
using Decision = RiskCluster.Core.Turns.Decision<RiskCluster.Core.Markets.MarketDataEvent, RiskCluster.Core.Markets.MarketDataEffect>;

namespace RiskCluster.Core.Markets;

/// <summary>The rules of a market: which observations count, what their sources agree on, and when nobody should rely on it (MODEL MKT-1 to MKT-4).</summary>
public sealed class MarketDataMachine : IMachine<MarketDataState, MarketDataCommand, MarketDataEvent, MarketDataEffect>
{
    private MarketDataMachine()
    {
    }

    /// <inheritdoc/>
    public static ActorKind Kind => ActorKind.MarketData;

    /// <inheritdoc/>
    public static MarketDataState Initial(string key) => MarketDataState.Empty(key);

    /// <summary>Decides a command. Whatever it is, expiries that have passed settle first, at the average of their own window.</summary>
    public static Decision Decide(MarketDataState state, MarketDataCommand command, in Turn turn)
    {
        var work = new MarketTurn(state, turn);
        work.SettleExpired();
        var problem = command switch
        {
            MarketDataCommand.Observe observe => work.Observe(observe),
            MarketDataCommand.Review => work.Review(),
            MarketDataCommand.SetRules set => SetRules(work, set),
            MarketDataCommand.RegisterSource register => Register(work, register),
            MarketDataCommand.RemoveSource remove => Remove(work, remove),
            MarketDataCommand.ReinstateSource reinstate => Reinstate(work, reinstate),
            MarketDataCommand.Halt halt => Halt(work, halt),
            MarketDataCommand.Resume resume => Resume(work, resume),
            MarketDataCommand.FixSettlement fix => FixSettlement(work, fix),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command, "not a command of a market"),
        };
        if (problem is not null) return Decision.Reject(problem, work.Events);
        return work.IsRepeat && work.Events.IsEmpty ? Decision.Duplicate() : Decision.Accept(work.Events);
    }

    /// <inheritdoc/>
    public static MarketDataState Apply(MarketDataState state, MarketDataEvent change)
    {
        var next = change switch
        {
            MarketDataEvent.RulesSet set => state with { Rules = set.Rules },
            MarketDataEvent.SourceRegistered registered => With(state, Registered(state, registered)),
            MarketDataEvent.SourceRemoved removed => state with { Sources = [.. state.Sources.Where(source => source.Name != removed.Source)] },
            MarketDataEvent.SourceSuspended suspended => With(state, state.Find(suspended.Source)! with { IsSuspended = true }),
            MarketDataEvent.SourceReinstated reinstated => With(state, state.Find(reinstated.Source)! with { IsSuspended = false, Strikes = 0 }),
            MarketDataEvent.ObservationAccepted accepted => With(state, Heard(state, accepted)),
            MarketDataEvent.SnapshotPublished published => Published(state, published),
            MarketDataEvent.StatusChanged changed => Stopped(state, changed.AtMs, changed.Status == FigureStatus.Degraded) with { Status = changed.Status, Hold = changed.Hold },
            MarketDataEvent.BreakerTripped tripped => Closed(state, new("breaker", FormattableString.Invariant($"the sources say {tripped.Price} where {tripped.ReferencePrice} was expected"), tripped.AtMs)),
            MarketDataEvent.Halted halted => Closed(state, new(halted.By, halted.Reason, halted.AtMs)),
            MarketDataEvent.Resumed resumed => Reopened(state, resumed),
            MarketDataEvent.ClockSteppedBack => state with { Sources = [.. state.Sources.Select(source => source with { Quote = null })], Track = null },
            MarketDataEvent.SettlementFixed settled => Settled(state, new(settled.ExpiryMs, settled.Price, settled.Coverage, settled.By)),
            MarketDataEvent.SettlementMissed missed => Settled(state, new(missed.ExpiryMs, null, missed.Coverage, "")),
            _ => throw new ArgumentOutOfRangeException(nameof(change), change, "not an event of a market"),
        };
        return next with { LastAtMs = change.AtMs };
    }

    private static Problem? SetRules(MarketTurn work, MarketDataCommand.SetRules set)
    {
        if (set.Rules.FirstFault() is { } fault) return MarketDataRejection.BadRules.With($"rules.{fault.Param}", $"{fault.Param} {fault.Rule}");
        work.IsRepeat = set.Rules == work.State.Rules;
        if (!work.IsRepeat) work.Raise(new MarketDataEvent.RulesSet(set.Rules, set.By, work.NowMs));
        return work.Review();
    }

    private static Problem? Register(MarketTurn work, MarketDataCommand.RegisterSource register)
    {
        if (string.IsNullOrWhiteSpace(register.Source)) return MarketDataRejection.BadSource.With("source", "a source has a name");
        if (string.IsNullOrWhiteSpace(register.KeyId)) return MarketDataRejection.BadSource.With("key_id", "a source has a key");
        if (register.PublicKey is { } key && !ObservationKey.IsValid(key)) return MarketDataRejection.BadSource.With("public_key", ObservationKey.Rule);
        // A name without anything to escape, so that the signed bytes can be spelt in one way only.
        if (register.PublicKey is not null && !KeyName.IsValid(register.Source)) return MarketDataRejection.BadSource.With("source", $"the name of a source that signs is {KeyName.Rule}");
        if (register.Weight is <= 0 or > 100) return MarketDataRejection.BadSource.With("weight", "a weight is above 0 and at most 100");
        work.IsRepeat = work.State.Find(register.Source) is { } known && (known.KeyId, known.Weight, known.PublicKey) == (register.KeyId, register.Weight, register.PublicKey);
        if (!work.IsRepeat) work.Raise(new MarketDataEvent.SourceRegistered(register.Source, register.KeyId, register.Weight, register.By, work.NowMs, register.PublicKey));
        return work.Review();
    }

    private static Problem? Remove(MarketTurn work, MarketDataCommand.RemoveSource remove)
    {
        if (work.State.Find(remove.Source) is null) return MarketDataRejection.UnknownSource.With("source", $"no source '{remove.Source}' is registered");
        work.Raise(new MarketDataEvent.SourceRemoved(remove.Source, remove.By, work.NowMs));
        return work.Review();
    }

    private static Problem? Reinstate(MarketTurn work, MarketDataCommand.ReinstateSource reinstate)
    {
        if (work.State.Find(reinstate.Source) is not { } source) return MarketDataRejection.UnknownSource.With("source", $"no source '{reinstate.Source}' is registered");
        work.IsRepeat = !source.IsSuspended;
        if (!work.IsRepeat) work.Raise(new MarketDataEvent.SourceReinstated(source.Name, reinstate.By, work.NowMs));
        return null;
    }

    private static Problem? Halt(MarketTurn work, MarketDataCommand.Halt halt)
    {
        work.IsRepeat = work.State.Halt is not null;
        if (!work.IsRepeat) work.Raise(new MarketDataEvent.Halted(halt.By, halt.Reason, work.NowMs));
        return null;
    }

    private static Problem? Resume(MarketTurn work, MarketDataCommand.Resume resume)
    {
        work.IsRepeat = work.State.Halt is null;
        if (!work.IsRepeat) work.Raise(new MarketDataEvent.Resumed(resume.By, resume.AcceptPrice, work.NowMs));
        return null;
    }

    private static Problem? FixSettlement(MarketTurn work, MarketDataCommand.FixSettlement fix)
    {
        if (work.State.Settlement(fix.ExpiryMs) is not { Price: null } waiting) return MarketDataRejection.NothingToSettle.With("expiry_ms", "no settlement of this expiry waits for a price");
        if (fix.Price < work.State.Rules.LowestPrice || fix.Price > work.State.Rules.HighestPrice)
            return MarketDataRejection.BadSettlementPrice.With("price", "a settlement price lies within the bounds of the price");
        work.Raise(new MarketDataEvent.SettlementFixed(fix.ExpiryMs, fix.Price, waiting.Coverage, fix.By, work.NowMs));
        return null;
    }

    private static MarketSource Registered(MarketDataState state, MarketDataEvent.SourceRegistered registered) =>
        (state.Find(registered.Source) ?? new(registered.Source, registered.KeyId, registered.Weight)) with { KeyId = registered.KeyId, Weight = registered.Weight, PublicKey = registered.PublicKey };

    private static MarketSource Heard(MarketDataState state, MarketDataEvent.ObservationAccepted accepted)
    {
        var source = state.Find(accepted.Source)!;
        var isUnchanged = source.UnchangedSinceMs > 0 && source.Quote?.IndexPrice == accepted.Quote.IndexPrice;
        return source with
        {
            LastSequence = accepted.Sequence,
            Quote = accepted.Quote,
            Strikes = accepted.Deviates ? source.Strikes + 1 : 0,
            UnchangedSinceMs = isUnchanged ? source.UnchangedSinceMs : accepted.AtMs,
        };
    }

    private static MarketDataState Published(MarketDataState state, MarketDataEvent.SnapshotPublished published)
    {
        var market = published.Market;
        var liveUntil = market.AsOfMs + state.Rules.MaxAgeMs;
        var track = state.Track is { } known
            ? known.Advance(published.AtMs, market.IndexPrice, liveUntil, KeepMs(state))
            : PriceTrack.Start(published.AtMs, market.IndexPrice, liveUntil);
        return state with { Consensus = market, Status = market.Status, Hold = market.Hold, IsAnchored = true, Track = track };
    }

    private static MarketDataState Closed(MarketDataState state, MarketHalt halt) =>
        Stopped(state, halt.SinceMs, isLive: false) with { Halt = halt, Status = FigureStatus.Halted, Hold = LiquidationHold.Halted };

    /// <summary>A price that may not be used does not count in an average either.</summary>
    private static MarketDataState Stopped(MarketDataState state, long atMs, bool isLive) =>
        isLive ? state : state with { Track = state.Track?.Advance(atMs, state.Track.Price, atMs, KeepMs(state)) };

    private static MarketDataState Reopened(MarketDataState state, MarketDataEvent.Resumed resumed)
    {
        var open = state with { Halt = null, Status = FigureStatus.Stale, Hold = LiquidationHold.Stale };
        return resumed.AcceptPrice ? open with { IsAnchored = false, Track = null } : open;
    }

    private static MarketDataState Settled(MarketDataState state, SettlementPrice settlement)
    {
        var all = state.Settlements.Where(item => item.ExpiryMs != settlement.ExpiryMs).Append(settlement).OrderBy(item => item.ExpiryMs).ToImmutableArray();
        return state with { Settlements = [.. all.TakeLast(MarketDataState.MostSettlements)] };
    }

    private static MarketDataState With(MarketDataState state, MarketSource changed) =>
        state with { Sources = [.. state.Sources.Where(source => source.Name != changed.Name).Append(changed).OrderBy(source => source.Name, StringComparer.Ordinal)] };

    private static long KeepMs(MarketDataState state) => Math.Max(state.Rules.TwapWindowMs, MarketRules.SettlementWindowMs);
}
