namespace RiskCluster.Risk.Calibration;

/// <summary>How often losses exceeded a margin, and what that says about how often they will (MODEL CAL-4).</summary>
/// <param name="Days">Days observed; > 0.</param>
/// <param name="Exceedances">Days whose loss was above the margin.</param>
/// <param name="Low">Lower end of the interval of the true share.</param>
/// <param name="High">Upper end.</param>
public sealed record Coverage(int Days, int Exceedances, double Low, double High)
{
    /// <summary>Exceedances over days.</summary>
    public double Share => (double)Exceedances / Days;
}
