namespace RiskCluster.Cli.Bench;

/// <summary>One measured bar of <c>riskcluster bench</c>.</summary>
/// <param name="Name">What is compared with what.</param>
/// <param name="Value">The measured ratio, error, count or size.</param>
/// <param name="Limit">Which side of the bar is good.</param>
/// <param name="Bar">The bar.</param>
/// <param name="Detail">The absolute figures behind the value, for people.</param>
public sealed record BenchRow(string Name, double Value, BenchLimit Limit, double Bar, string Detail)
{
    /// <summary>False when this machine lacks what the measurement needs; the detail says what.</summary>
    public bool IsMeasured { get; private init; } = true;

    /// <summary>True when the bar is met, could not be measured, or there is none.</summary>
    public bool Met => !IsMeasured || Limit switch
    {
        BenchLimit.AtMost => Value <= Bar,
        BenchLimit.AtLeast => Value >= Bar,
        _ => true,
    };

    /// <summary>A bar that cannot be measured here.</summary>
    public static BenchRow NotMeasured(string name, BenchLimit limit, double bar, string why) => new(name, double.NaN, limit, bar, why) { IsMeasured = false };

    /// <summary>What something costs, which nobody has set a bar for.</summary>
    public static BenchRow Cost(string name, double value, string detail) => new(name, value, BenchLimit.None, double.NaN, detail);
}
