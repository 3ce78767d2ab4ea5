namespace RiskCluster.Risk.Liquidity;

/// <summary>How long the unwind of a position takes (MODEL MRG-5).</summary>
/// <param name="Days">The horizon, days; at least the base.</param>
/// <param name="BaseDays">The horizon of a position small enough, days; > 0.</param>
/// <param name="Slices">Into how many equal orders the unwind is cut; >= 1, not whole in general.</param>
/// <param name="RateCoinPerDay">The fastest permitted unwind, coins a day.</param>
/// <param name="Limit">What set the horizon.</param>
public readonly record struct LiquidationHorizon(double Days, double BaseDays, double Slices, double RateCoinPerDay, HorizonLimit Limit)
{
    /// <summary>sqrt(h/h0): what the scan requirement is multiplied by, because the position is exposed for longer than the scenarios assume; >= 1.</summary>
    public double ScanScale => Math.Sqrt(Days / BaseDays);

    /// <summary>sqrt(h/h0) - 1: the liquidation buffer, as a fraction of the scan requirement; >= 0.</summary>
    public double BufferFraction => ScanScale - 1;
}
