using System.Collections.Immutable;
using RiskCluster.Risk.Market;

namespace RiskCluster.Core.Markets;

/// <summary>Forwards and smiles that the sources agree on (MODEL MKT-2 to MKT-4).</summary>
/// <remarks>
/// A forward is the median of a quorum; a smile is the whole slice of the source whose at-the-money total variance is the median, never a mixture of parameters. Without
/// a quorum, or where that slice would be an arbitrage that no repair removes, the last good one stands in for a while.
/// </remarks>
internal static class ExpiryConsensus
{
    public static (ImmutableArray<ConsensusExpiry> Expiries, ImmutableArray<SliceReport> Slices) Of(
        MarketDataState state, ImmutableArray<MarketSource> included, decimal index, decimal scale, long asOfMs, long nowMs)
    {
        var expiries = new List<ConsensusExpiry>();
        var reports = new List<SliceReport>();
        SmileSlice? far = null;
        var known = included.SelectMany(source => source.Quote!.Expiries.Select(item => item.ExpiryMs)).Concat(state.Consensus?.Expiries.Select(item => item.ExpiryMs) ?? []);
        foreach (var expiryMs in known.Distinct().Where(item => item > nowMs).OrderDescending())
        {
            var last = state.Consensus?.Find(expiryMs);
            var carriers = included.Where(source => source.Quote!.Find(expiryMs) is not null).ToList();
            if (Forward(state, carriers, expiryMs, last, index, scale, asOfMs) is not { } forward) continue;
            var (smile, report) = Smile(state, carriers, expiryMs, last, far, asOfMs);
            if (report is not null) reports.Add(report);
            expiries.Add(new(expiryMs, forward.Price, forward.AtMs, smile?.Smile, smile?.Source ?? "", smile?.AtMs ?? 0));
            far = smile?.Smile ?? far;
        }

        expiries.Reverse();
        reports.Reverse();
        return ([.. expiries], [.. reports]);
    }

    private static (decimal Price, long AtMs)? Forward(
        MarketDataState state, List<MarketSource> carriers, long expiryMs, ConsensusExpiry? last, decimal index, decimal scale, long asOfMs)
    {
        if (carriers.Count >= state.Rules.MinSources)
            return (decimal.Round(WeightedMedian.Of(carriers.Select(source => (source.Quote!.Find(expiryMs)!.Forward, source.Weight))) * scale, 12), asOfMs);
        if (last is null || asOfMs - last.ForwardAtMs > state.Rules.MaxKeptMs) return null;
        return (decimal.Round(last.Forward * (index / state.Consensus!.IndexPrice), 12), last.ForwardAtMs);
    }

    private static ((SmileSlice Smile, string Source, long AtMs)? Smile, SliceReport? Report) Smile(
        MarketDataState state, List<MarketSource> carriers, long expiryMs, ConsensusExpiry? last, SmileSlice? far, long asOfMs)
    {
        var tau = SmileIntake.Tau(asOfMs, expiryMs);
        var givers = carriers.Where(source => source.Quote!.Find(expiryMs)!.Smile is not null).ToDictionary(source => source.Name, source => (source.Weight, Said: source.Quote!.Find(expiryMs)!));
        if (givers.Count == 0 && last?.Smile is null && !carriers.Exists(source => source.Quote!.Find(expiryMs)!.IsSmileRefused)) return (null, null);
        var detail = FormattableString.Invariant($"{givers.Count} sources give a smile, {state.Rules.MinSources} must");
        if (givers.Count >= state.Rules.MinSources)
        {
            var name = WeightedMedian.NameOf(givers.Select(item => (AtTheMoney(item.Value.Said.Smile!.AtMaturity(tau)), item.Value.Weight, item.Key)));
            var said = givers[name].Said;
            var slice = said.Smile!.AtMaturity(tau);
            if (SmileCheck.Fault(slice, far) is not { } fault) return ((slice, name, said.SmileAtMs), new(expiryMs, SliceStatus.Fitted, name, ""));
            if (SmileCheck.Repair(slice, far) is { } repaired) return ((repaired, name, said.SmileAtMs), new(expiryMs, SliceStatus.Repaired, name, fault));
            detail = fault;
        }

        if (last?.Smile is { } kept && asOfMs - last.SmileAtMs <= state.Rules.MaxKeptMs && kept.AtMaturity(tau) is var aged && SmileCheck.Fault(aged, far) is null)
            return ((aged, last.SmileSource, last.SmileAtMs), new(expiryMs, SliceStatus.Kept, last.SmileSource, detail));
        return (null, new(expiryMs, SliceStatus.Refused, "", detail));
    }

    private static decimal AtTheMoney(SmileSlice slice) => (decimal)slice.ToRisk().Svi.TotalVariance(0);
}
