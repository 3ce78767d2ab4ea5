namespace RiskCluster.Core.Markets;

/// <summary>A reading of the price track's two counters.</summary>
/// <param name="AtMs">When.</param>
/// <param name="Integral">Price times milliseconds, over live time.</param>
/// <param name="LiveMs">Milliseconds with a live price.</param>
public sealed record TrackPoint(long AtMs, decimal Integral, long LiveMs);
