namespace RiskCluster.Risk.Scenarios;

/// <summary>How a vol shock changes with maturity: multiplier = max(0, 1 + shock (30 d / max(DTE, floor))^p) (MODEL SCN-1).</summary>
/// <param name="ShortPower">p for maturities up to 30 days.</param>
/// <param name="LongPower">p for maturities beyond 30 days.</param>
/// <param name="FloorDays">Shorter maturities are shocked as this one; > 0.</param>
public sealed record VolShockScaling(double ShortPower, double LongPower, double FloorDays)
{
    /// <summary>The shock's reference maturity in days.</summary>
    public const double ReferenceDays = 30;

    /// <summary>(30 d / max(DTE, floor))^p: what a shock is multiplied with at this maturity.</summary>
    public double Factor(double maturityYears)
    {
        var days = maturityYears * 365;
        return Math.Pow(ReferenceDays / Math.Max(days, FloorDays), days <= ReferenceDays ? ShortPower : LongPower);
    }
}
