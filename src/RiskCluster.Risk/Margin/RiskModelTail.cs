namespace RiskCluster.Risk.Margin;

/// <summary>One far move of all underlyings, whose P&amp;L counts in part (SCN-2).</summary>
/// <param name="SpotRatio">Shocked over present price; within (0, 10].</param>
/// <param name="VolShock">Relative vol shock at 30 days; within [-1, 5].</param>
/// <param name="Dampening">Weight of the P&amp;L; within (0, 1].</param>
public sealed record RiskModelTail(double SpotRatio, double VolShock, double Dampening)
{
    internal static RiskModelTail Read(RiskModelNode node) => new(
        node.Number("spot_ratio", Interval.AboveUpTo(0, 10)),
        node.Number("vol_shock", Interval.Closed(-1, 5)),
        node.Number("dampening", Interval.AboveUpTo(0, 1)));
}
