namespace RiskCluster.Risk.Forecasting;

/// <summary>How the variance of the next day is forecast (MODEL CAL-1).</summary>
public enum ForecastModel
{
    /// <summary>Exponentially weighted mean of squared returns.</summary>
    Ewma,

    /// <summary>GARCH(1,1) by maximum likelihood.</summary>
    Garch,

    /// <summary>Regression on the squares of the last day, week and month.</summary>
    Har,

    /// <summary>What a regression learns to add to the exponentially weighted mean.</summary>
    Learned,
}
