namespace RiskCluster.Risk.Scenarios;

/// <summary>How far front and back expiries part in a scenario of kind <see cref="ScenarioKind.Term"/> (MODEL SCN-3).</summary>
/// <remarks>
/// With g = (pivot - DTE) / (pivot + DTE), which falls from 1 at expiry through 0 at the pivot towards -1: a full tilt changes vols by front g before the pivot and
/// by back g behind it.
/// </remarks>
/// <param name="Front">Relative vol change of a maturity of 0; >= 0.</param>
/// <param name="Back">Relative vol change, the other way, that far maturities tend to; >= 0.</param>
/// <param name="PivotDays">The maturity that stays; days, > 0.</param>
public sealed record TermTilt(double Front, double Back, double PivotDays)
{
    /// <summary>Nothing tilts.</summary>
    public static readonly TermTilt None = new(0, 0, VolShockScaling.ReferenceDays);

    /// <summary>Relative vol change of a full tilt, front up and back down, at this maturity.</summary>
    /// <param name="maturityYears">Years left; what is below 0 counts as 0.</param>
    public double Factor(double maturityYears)
    {
        var days = Math.Max(maturityYears, 0) * 365;
        var tilt = (PivotDays - days) / (PivotDays + days);
        return tilt * (tilt > 0 ? Front : Back);
    }
}
