using RiskCluster.Risk.Instruments;

namespace RiskCluster.Risk.Market;

/// <summary>How one expiry of a chain was turned into a smile: the report beside the snapshot.</summary>
/// <param name="Expiry">The settlement time.</param>
/// <param name="Forward">The forward and its source.</param>
/// <param name="Strikes">Strikes that were offered to the fit.</param>
/// <param name="Status">Fitted, repaired, kept or refused.</param>
/// <param name="RmseVol">Weighted root mean square vol error of the slice in use; NaN when kept or refused.</param>
/// <param name="ButterflyBefore">The least g(k) of the plain fit.</param>
/// <param name="CalendarBefore">The least rise of total variance from the nearer slice to the plain fit.</param>
/// <param name="Refusal">Why the quotes gave no slice; empty when they did.</param>
public sealed record ExpiryFit(
    UnixTime Expiry,
    ForwardEstimate Forward,
    int Strikes,
    SliceStatus Status,
    double RmseVol,
    ArbitrageGap ButterflyBefore,
    ArbitrageGap CalendarBefore,
    string Refusal);
