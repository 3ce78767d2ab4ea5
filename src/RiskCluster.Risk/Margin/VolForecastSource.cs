namespace RiskCluster.Risk.Margin;

/// <summary>Whose volatility forecast historical scenarios and price ranges are filtered with (CAL-1).</summary>
public enum VolForecastSource
{
    /// <summary>The exponentially weighted mean.</summary>
    Ewma,

    /// <summary>The one that is chosen walking forward, once there is enough history to choose by; the exponentially weighted mean before.</summary>
    Selected,
}
