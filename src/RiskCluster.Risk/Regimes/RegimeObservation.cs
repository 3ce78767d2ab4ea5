using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Liquidity;

namespace RiskCluster.Risk.Regimes;

/// <summary>Where volatility, depth and congestion of an underlying stand against their normal levels. Null is not known now: then a factor neither rises nor falls.</summary>
/// <param name="At">When.</param>
/// <param name="VolRatio">Volatility over its normal level; >= 0.</param>
/// <param name="DepthRatio">Depth of the book over its normal level; >= 0, 0 is an empty book.</param>
/// <param name="CongestionRatio">Cost of a transaction over its normal level; >= 0.</param>
public sealed record RegimeObservation(UnixTime At, double? VolRatio, double? DepthRatio, double? CongestionRatio)
{
    /// <summary>1 is normal.</summary>
    public double? VolRatio { get; } = VolRatio?.NotNegative(nameof(VolRatio));

    /// <summary>1 is normal.</summary>
    public double? DepthRatio { get; } = DepthRatio?.NotNegative(nameof(DepthRatio));

    /// <summary>1 is normal.</summary>
    public double? CongestionRatio { get; } = CongestionRatio?.NotNegative(nameof(CongestionRatio));
}
