using System.Collections.Immutable;
using RiskCluster.Core.Turns;
using static RiskCluster.Core.SystemRisk.SystemRiskRejection;
using Decision = RiskCluster.Core.Turns.Decision<RiskCluster.Core.SystemRisk.SystemRiskEvent, RiskCluster.Core.SystemRisk.SystemRiskEffect>;

namespace RiskCluster.Core.SystemRisk;

/// <summary>Congestion of chains, with a gap between entering and leaving it so that a level in between does not flap.</summary>
internal static class CongestionRules
{
    private const decimal EnterLevel = 3;
    private const decimal LeaveLevel = 1.5m;
    private const decimal MaxLevel = 1e6m;
    private const int MaxChains = 100;
    private const long AheadMs = 5_000;
    private const long RecordEveryMs = 60_000;

    public static Decision Report(SystemRiskState state, SystemRiskCommand.ReportCongestion report, in Turn turn)
    {
        if (!KeyName.IsValid(report.Chain)) return SystemRiskMachine.Reject(ChainNotAName, "chain", $"the chain is not {KeyName.Rule}");
        if (!SummaryRules.AreNames(report.Venues)) return SystemRiskMachine.Reject(VenueNames, "venues", $"the venues are not up to {SummaryRules.MostNames} key names, each once");
        if (report.Level < 0 || !DecimalBounds.Holds(report.Level, MaxLevel)) return SystemRiskMachine.Reject(LevelBounds, "level", $"the level {report.Level} is not from 0 to 1e6");
        if (report.ObservedAtMs > turn.NowMs + AheadMs)
            return SystemRiskMachine.Reject(ObservedAhead, "observed_at_ms", $"the observation is of {report.ObservedAtMs}, and it is {turn.NowMs}");
        var known = state.Congestion.GetValueOrDefault(report.Chain);
        if (known is null && state.Congestion.Count >= MaxChains) return SystemRiskMachine.Reject(TooManyChains, "chain", $"{MaxChains} chains are known already");
        if (known is not null && report.ObservedAtMs <= known.ObservedAtMs) return Decision.Duplicate();

        var isCongested = report.Level >= EnterLevel || (known is { IsCongested: true } && report.Level > LeaveLevel);
        ImmutableArray<string> venues = [.. report.Venues.Order(StringComparer.Ordinal)];
        var isSame = known is not null && known.IsCongested == isCongested && known.Venues.AsSpan().SequenceEqual(venues.AsSpan());
        if (isSame && report.ObservedAtMs < known!.ObservedAtMs + RecordEveryMs) return Decision.Duplicate();
        return Decision.Accept(
            [new SystemRiskEvent.CongestionReported(report.Chain, new(DecimalBounds.Plain(report.Level), isCongested, venues, report.ObservedAtMs))],
            [.. Tell(known, isCongested, venues).Select(told => new SystemRiskEffect.SetCongestion(told.Venue, told.IsCongested, $"{ActorKind.SystemRisk}:{state.System}"))]);
    }

    // Every venue of the chain when it turns; a venue that joins a congested chain; a venue that leaves one is free of it.
    private static IEnumerable<(string Venue, bool IsCongested)> Tell(ChainCongestion? known, bool isCongested, ImmutableArray<string> venues)
    {
        var (was, before) = (known?.IsCongested ?? false, known?.Venues ?? []);
        foreach (var venue in venues)
            if (isCongested != (was && before.Contains(venue)))
                yield return (venue, isCongested);
        if (!was) yield break;
        foreach (var venue in before)
            if (!venues.Contains(venue))
                yield return (venue, false);
    }
}
