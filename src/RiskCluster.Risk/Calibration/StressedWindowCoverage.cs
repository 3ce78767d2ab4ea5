using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Calibration;

/// <summary>How much of a stressed window the history known at the time holds.</summary>
/// <param name="Window">The window the model asks for.</param>
/// <param name="KnownDays">How many of its days are among the scenarios.</param>
public sealed record StressedWindowCoverage(StressedWindow Window, int KnownDays)
{
    /// <summary>True when not one day is known: the window lies after the as-of time or outside the history.</summary>
    public bool IsAbsent => KnownDays == 0;
}
