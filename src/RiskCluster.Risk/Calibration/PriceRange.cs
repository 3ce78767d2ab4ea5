namespace RiskCluster.Risk.Calibration;

/// <summary>The price range of an underlying and what it follows from (MODEL CAL-2); all are fractions of the price.</summary>
/// <param name="Underlying">The coin.</param>
/// <param name="Filtered">Quantile of the filtered absolute moves of the look-back at today's forecast volatility.</param>
/// <param name="StressedFloor">The model's share of the same quantile over the stressed windows at historical size; null when none is known yet.</param>
/// <param name="Range">The larger of the two, times the shock factor, within the governed bounds.</param>
public sealed record PriceRange(string Underlying, double Filtered, double? StressedFloor, double Range)
{
    /// <summary>What the volatility regime multiplied the range with before its bounds; 1 where the model has no regimes.</summary>
    public double ShockFactor { get; init; } = 1;
}
