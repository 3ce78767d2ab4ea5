namespace RiskCluster.Cli.Bench;

/// <summary>One measured bar of <c>riskcluster bench</c>.</summary>
/// <param name="Name">What is compared with what.</param>
/// <param name="Value">The measured ratio, error, count or size.</param>
/// <param name="Limit">Which side of the bar is good.</param>
/// <param name="Bar">The bar.</param>
/// <param name="Detail">The absolute figures behind the value, for people.</param>
public sealed record BenchRow(string Name, double Value, BenchLimit Limit, double Bar, string Detail)
{
    /// <summary>True when the bar is met.</summary>
    public bool Met => Limit == BenchLimit.AtMost ? Value <= Bar : Value >= Bar;
}
