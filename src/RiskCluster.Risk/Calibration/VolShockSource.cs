namespace RiskCluster.Risk.Calibration;

/// <summary>Where the vol shock of a historical day comes from, best first.</summary>
public enum VolShockSource
{
    /// <summary>The underlying's own volatility index, on the day and on the day before.</summary>
    Observed,

    /// <summary>Another underlying's index, because this one has none.</summary>
    ObservedElsewhere,

    /// <summary>The fitted answer of an index to the day's own return (<see cref="VolResponse"/>).</summary>
    Regression,

    /// <summary>The change that the day makes in the volatility forecast: no index is known well enough to fit anything.</summary>
    ForecastChange,
}
