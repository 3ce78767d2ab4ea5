namespace RiskCluster.Risk.Calibration;

/// <summary>The price range of an underlying and what it follows from (MODEL CAL-2); all are fractions of the price.</summary>
/// <param name="Underlying">The coin.</param>
/// <param name="Filtered">Quantile of the filtered absolute moves of the look-back at today's forecast volatility.</param>
/// <param name="StressedFloor">The model's share of the same quantile over the stressed windows at historical size; null when none is known yet.</param>
/// <param name="Range">The larger of the two, within the governed bounds.</param>
public sealed record PriceRange(string Underlying, double Filtered, double? StressedFloor, double Range);
