using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Language.Components;

/// <summary>A long delta in one tier against a short one in another, or in the same.</summary>
/// <param name="FirstTier">Counted from 1.</param>
/// <param name="SecondTier">Counted from 1; the same tier for spreads within it.</param>
/// <param name="ChargeUsd">For one delta against one delta.</param>
internal sealed record CalendarSpread(int FirstTier, int SecondTier, double ChargeUsd)
{
    private const int MostTiers = 100;

    public static CalendarSpread Read(RiskModelNode node) => new(
        node.Whole("first_tier", 1, MostTiers),
        node.Whole("second_tier", 1, MostTiers),
        node.Number("charge_usd", Interval.Closed(0, 1e9)));
}
