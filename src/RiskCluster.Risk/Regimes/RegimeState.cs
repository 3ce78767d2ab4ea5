using RiskCluster.Risk.Instruments;

namespace RiskCluster.Risk.Regimes;

/// <summary>What regimes multiply parameters of an underlying with at present (MODEL CAL-3). Immutable.</summary>
/// <param name="At">When it was last observed.</param>
/// <param name="Volatility">Within [1, its governed bound].</param>
/// <param name="Depth">Within [1, its governed bound].</param>
/// <param name="Congestion">Within [1, its governed bound].</param>
public sealed record RegimeState(UnixTime At, double Volatility, double Depth, double Congestion)
{
    /// <summary>Price ranges and volatility shocks are multiplied by it; >= 1.</summary>
    public double ShockFactor => Volatility;

    /// <summary>Unwind cost is multiplied by it: the product of all three within its governed bound; >= 1.</summary>
    public double UnwindFactor(RegimeRules rules) => Math.Min(rules.MaximalUnwind, Volatility * Depth * Congestion);
}
