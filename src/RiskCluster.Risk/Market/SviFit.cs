namespace RiskCluster.Risk.Market;

/// <summary>Fits a raw SVI slice to the smile of one expiry, free of static arbitrage or not at all (MODEL MKT-2, MKT-3).</summary>
/// <remarks>
/// The plain fit is <see cref="PlainSvi"/>. A slice with a butterfly or calendar arbitrage is fitted again under penalties by <see cref="SviRepair"/>; what no repair mends is
/// refused. Milliseconds a slice, deterministic.
/// </remarks>
public static class SviFit
{
    /// <summary>Fewer strikes than parameters fix nothing.</summary>
    public const int FewestPoints = 5;

    /// <summary>A slice that misses its own quotes by more than this (weighted root mean square, in volatility) is refused: ten vol points.</summary>
    public const double WorstRmseVol = 0.10;

    /// <summary>Fits one expiry.</summary>
    /// <param name="points">The smile by rising k; see <see cref="SmilePoints"/>. Points beyond the wing clamp are left out, as no slice can meet them.</param>
    /// <param name="tauYears">Years to expiry, > 0.</param>
    /// <param name="far">The accepted slice of the next later expiry, which total variance must not rise above; null for the last.</param>
    public static SviFitResult Fit(ReadOnlySpan<SmilePoint> points, double tauYears, VolSlice? far)
    {
        if (PlainSvi.Fit(points, tauYears) is not { } plain) return Refuse($"under {FewestPoints} strikes within the wings", new(0, double.NaN), new(0, double.NaN));

        var butterfly = plain.Quotes.Butterfly(plain.Slice);
        var calendar = Calendar(plain.Slice, far);
        var isClean = !butterfly.IsArbitrage && !calendar.IsArbitrage;
        var slice = isClean ? plain.Slice : SviRepair.Find(plain, far);
        if (slice is not { } found) return Refuse("arbitrage that no repair removes", butterfly, calendar);

        var rmse = plain.Quotes.Rmse(found);
        if (!(rmse <= WorstRmseVol)) return Refuse(FormattableString.Invariant($"misses its quotes by {100 * rmse:F1} vol points"), butterfly, calendar);
        return new(isClean ? SliceStatus.Fitted : SliceStatus.Repaired, new(found, tauYears), rmse, butterfly, calendar, "");
    }

    internal static ArbitrageGap Calendar(RawSvi slice, VolSlice? far) =>
        far is null ? new(0, double.PositiveInfinity) : SliceArbitrage.Calendar(slice, far.Svi);

    private static SviFitResult Refuse(string reason, ArbitrageGap butterfly, ArbitrageGap calendar) =>
        new(SliceStatus.Refused, null, double.NaN, butterfly, calendar, reason);
}
