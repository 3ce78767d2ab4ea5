namespace RiskCluster.Risk.Unwinding;

/// <summary>What trading cost against the mid, part by part, regimes applied; each >= 0 (MODEL MRG-5).</summary>
/// <param name="NotionalUsd">Coins bought and sold, options by their delta, at the mid.</param>
/// <param name="HalfSpreadUsd">From the mid to the best price.</param>
/// <param name="WalkUsd">From the best price down the book.</param>
/// <param name="ImpactUsd">How the market answers to everything traded so far on that side.</param>
/// <param name="VegaSpreadUsd">Leaving the options' volatility.</param>
public readonly record struct TradingCost(double NotionalUsd, double HalfSpreadUsd, double WalkUsd, double ImpactUsd, double VegaSpreadUsd)
{
    /// <summary>What it takes from equity, USD.</summary>
    public double TotalUsd => HalfSpreadUsd + WalkUsd + ImpactUsd + VegaSpreadUsd;

    /// <summary>Part by part.</summary>
    public static TradingCost operator +(TradingCost one, TradingCost other) => Add(one, other);

    /// <summary>Part by part.</summary>
    public static TradingCost Add(TradingCost one, TradingCost other) => new(
        one.NotionalUsd + other.NotionalUsd,
        one.HalfSpreadUsd + other.HalfSpreadUsd,
        one.WalkUsd + other.WalkUsd,
        one.ImpactUsd + other.ImpactUsd,
        one.VegaSpreadUsd + other.VegaSpreadUsd);
}
