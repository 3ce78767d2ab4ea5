using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Language.Components;

/// <summary>A long delta of one coin against a short one of another.</summary>
/// <param name="First">A coin.</param>
/// <param name="Second">Another coin.</param>
/// <param name="FirstDelta">Delta of the first in one spread.</param>
/// <param name="SecondDelta">Delta of the second in one spread.</param>
/// <param name="Credit">The part of either side's price risk that is given back.</param>
internal sealed record CommoditySpread(string First, string Second, double FirstDelta, double SecondDelta, double Credit)
{
    public static CommoditySpread Read(RiskModelNode node)
    {
        var spread = new CommoditySpread(
            node.Text("first"),
            node.Text("second"),
            node.Number("first_delta", new(0, 1e9, IncludesLow: false, IncludesHigh: true)),
            node.Number("second_delta", new(0, 1e9, IncludesLow: false, IncludesHigh: true)),
            node.Number("credit", Interval.Closed(0, 1)));
        node.Require(spread.First != spread.Second, "second", "must be another coin than first");
        return spread;
    }
}
