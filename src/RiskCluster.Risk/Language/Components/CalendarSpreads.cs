using System.Collections.Immutable;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Language.Components;

/// <summary>
/// Months of one coin do not move alike: long delta against short delta of other maturities is charged by the spread (MRG-4), SPAN's intracommodity spread charge.
/// </summary>
/// <remarks>
/// Net delta by maturity, perpetuals at maturity 0, is added up by tier, long and short apart. Then, spread by spread in the document's order: between two tiers
/// n = min(long of one, short of the other) + min(short of the one, long of the other), within one tier n = min(long, short); n is charged and its deltas are used up.
/// A position that brings its own array brings its delta and days too. CME, "SPAN methodology", intracommodity spread charges by tier.
/// </remarks>
/// <param name="TierDays">Last day of each tier, rising; maturities beyond the last belong to the last.</param>
/// <param name="Spreads">In the order in which they are formed.</param>
internal sealed record CalendarSpreads(ImmutableArray<double> TierDays, ImmutableArray<CalendarSpread> Spreads) : IScanAddition
{
    public static CalendarSpreads Read(RiskModelNode node)
    {
        var spreads = new CalendarSpreads(
            node.Numbers("tier_days", Interval.Closed(0, 36_500), minimalCount: 1),
            node.Objects("spreads", minimalCount: 0, CalendarSpread.Read));
        for (var i = 1; i < spreads.TierDays.Length; i++) node.Require(spreads.TierDays[i] > spreads.TierDays[i - 1], $"tier_days[{i}]", "must be above the one before");
        for (var i = 0; i < spreads.Spreads.Length; i++)
            node.Require(Math.Max(spreads.Spreads[i].FirstTier, spreads.Spreads[i].SecondTier) <= spreads.TierDays.Length, $"spreads[{i}]", $"must name tiers up to {spreads.TierDays.Length}");
        return spreads;
    }

    public double Addition(MarginCase margin, UnderlyingBook book)
    {
        var longs = new double[TierDays.Length];
        var shorts = new double[TierDays.Length];
        foreach (var month in PositionDelta.ByDays(book))
        {
            longs[TierOf(month.Days)] += Math.Max(month.Delta, 0);
            shorts[TierOf(month.Days)] += Math.Max(-month.Delta, 0);
        }

        var chargeUsd = Spreads.Sum(spread =>
        {
            var (first, second) = (spread.FirstTier - 1, spread.SecondTier - 1);
            var formed = Form(ref longs[first], ref shorts[second]);
            if (first != second) formed += Form(ref shorts[first], ref longs[second]);
            return formed * spread.ChargeUsd;
        });
        return margin.Valuation.FromUsd(chargeUsd, margin);
    }

    private static double Form(ref double one, ref double other)
    {
        var formed = Math.Min(one, other);
        one -= formed;
        other -= formed;
        return formed;
    }

    private int TierOf(double days)
    {
        var tier = 0;
        while (tier < TierDays.Length - 1 && days > TierDays[tier]) tier++;
        return tier;
    }
}
