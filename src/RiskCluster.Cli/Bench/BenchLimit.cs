namespace RiskCluster.Cli.Bench;

/// <summary>Which side of a bar is good.</summary>
public enum BenchLimit
{
    /// <summary>Good at or below the bar.</summary>
    AtMost,

    /// <summary>Good at or above the bar.</summary>
    AtLeast,

    /// <summary>There is no bar: a cost that is told.</summary>
    None,
}
