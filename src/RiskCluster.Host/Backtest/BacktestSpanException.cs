namespace RiskCluster.Host.Backtest;

/// <summary>The days of a backtest are none, or out of reach.</summary>
/// <param name="field"><c>from</c>, <c>to</c> or <c>history</c>.</param>
/// <param name="rule">What it must be.</param>
internal sealed class BacktestSpanException(string field, string rule) : Exception($"{field}: {rule}")
{
    /// <summary>Which.</summary>
    public string Field { get; } = field;

    /// <summary>What it must be.</summary>
    public string Rule { get; } = rule;
}
