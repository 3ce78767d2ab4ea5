namespace RiskCluster.Risk.Margin;

/// <summary>The governed bounds of a calibrated price range (CAL-2), as fractions of the price.</summary>
/// <param name="Minimal">The range never falls below this; > 0.</param>
/// <param name="Maximal">Nor rises above this; below 1, so that a price stays positive.</param>
public sealed record PriceRangeBounds(double Minimal, double Maximal)
{
    internal static PriceRangeBounds Read(RiskModelNode node)
    {
        var bounds = new PriceRangeBounds(node.Number("minimal", Interval.Open(0, 1)), node.Number("maximal", Interval.Open(0, 1)));
        node.Require(bounds.Minimal <= bounds.Maximal, "minimal", "must not be above maximal");
        return bounds;
    }
}
