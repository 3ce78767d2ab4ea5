using System.Collections.Immutable;

namespace RiskCluster.Risk.Margin;

/// <summary>The grid of price and vol moves (SCN-1), every underlying by its own range.</summary>
/// <param name="PriceMoves">Rising fractions of an underlying's price range, each within [-1, 1].</param>
/// <param name="VolUp">Relative vol shock "up" at 30 days; >= 0.</param>
/// <param name="VolDown">Relative vol shock "down" at 30 days; within [-1, 0].</param>
/// <param name="HorizonDays">How far time rolls in every stress scenario; days, >= 0.</param>
public sealed record RiskModelGrid(ImmutableArray<double> PriceMoves, double VolUp, double VolDown, double HorizonDays)
{
    internal static RiskModelGrid Read(RiskModelNode node) => new(
        node.Rising("price_moves", Interval.Closed(-1, 1), minimalCount: 1),
        node.Number("vol_up", Interval.Closed(0, 5)),
        node.Number("vol_down", Interval.Closed(-1, 0)),
        node.Number("horizon_days", Interval.Closed(0, 30)));
}
