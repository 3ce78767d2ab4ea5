namespace RiskCluster.Risk.Margin;

/// <summary>The one crossing from the engine's double to the decimal of messages: to 1e-6 USD, never in the account's favour.</summary>
public static class UsdRounding
{
    // Multiplied both ways: decimal division takes several times as long, and every answer holds several figures.
    private const decimal StepsPerUsd = 1_000_000m;
    private const decimal Step = 0.000001m;

    /// <summary>A requirement, rounded up.</summary>
    /// <exception cref="OverflowException">Not finite, or beyond decimal's range.</exception>
    public static decimal Requirement(double usd) => decimal.Ceiling((decimal)usd * StepsPerUsd) * Step;

    /// <summary>An equity, excess or value, rounded down.</summary>
    /// <exception cref="OverflowException">Not finite, or beyond decimal's range.</exception>
    public static decimal Equity(double usd) => decimal.Floor((decimal)usd * StepsPerUsd) * Step;
}
