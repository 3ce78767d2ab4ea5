namespace RiskCluster.Risk.Market;

/// <summary>The outcome of fitting one expiry.</summary>
/// <param name="Status">Fitted, repaired or refused.</param>
/// <param name="Slice">The slice to use; null exactly when refused. It has passed both checks of <see cref="SliceArbitrage"/>.</param>
/// <param name="RmseVol">Weighted root mean square error of the slice in use against its points, in volatility (0.01 = one vol point); NaN when refused.</param>
/// <param name="ButterflyBefore">The least g(k) of the plain fit, before any repair; value NaN when there was no fit.</param>
/// <param name="CalendarBefore">The least rise in total variance from the nearer slice to the plain fit; +infinity when there is no nearer slice.</param>
/// <param name="Refusal">Why it was refused; empty otherwise.</param>
public sealed record SviFitResult(
    SliceStatus Status,
    VolSlice? Slice,
    double RmseVol,
    ArbitrageGap ButterflyBefore,
    ArbitrageGap CalendarBefore,
    string Refusal);
