namespace RiskCluster.Risk.Margin;

/// <summary>How price ranges and correlations follow from history (CAL-2, CAL-5).</summary>
/// <param name="Confidence">The share of filtered daily moves that stay within the range; within [0.5, 1).</param>
/// <param name="HorizonDays">The range is that of a move over so many days; > 0.</param>
/// <param name="StressedFloor">The range is at least this share of the same quantile over the stressed windows at historical size; within [0, 1].</param>
/// <param name="CorrelationShrinkage">Weight w of the identity in the correlation (1-w) S + w I; within [0, 1].</param>
/// <param name="PriceRanges">Governed bounds around both.</param>
public sealed record RiskModelCalibration(
    double Confidence, double HorizonDays, double StressedFloor, double CorrelationShrinkage, RiskModelPriceRanges PriceRanges)
{
    internal static RiskModelCalibration Read(RiskModelNode node) => new(
        node.Number("confidence", Interval.FromUpToBelow(0.5, 1)),
        node.Number("horizon_days", Interval.AboveUpTo(0, 30)),
        node.Number("stressed_floor", Interval.Closed(0, 1)),
        node.Number("correlation_shrinkage", Interval.Closed(0, 1)),
        node.Object("price_ranges", RiskModelPriceRanges.Read));
}
