namespace RiskCluster.Risk.Market;

/// <summary>The deepest point of an arbitrage check: the check fails when <paramref name="Value"/> is negative.</summary>
/// <param name="K">Log-moneyness of the deepest point.</param>
/// <param name="Value">Butterfly: the least g(k). Calendar: the least rise in total variance from the nearer slice to the farther.</param>
public readonly record struct ArbitrageGap(double K, double Value)
{
    /// <summary>Violations shallower than this are rounding: a slice touching the bound is not an arbitrage.</summary>
    public const double Tolerance = 1e-9;

    /// <summary>True when there is a static arbitrage beyond rounding, or the value is no number.</summary>
    public bool IsArbitrage => !(Value >= -Tolerance);
}
