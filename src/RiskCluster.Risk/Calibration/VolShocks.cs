using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Calibration;

/// <summary>Vol shocks of historical days: observed where a volatility index was, modelled elsewhere (MODEL SCN-5).</summary>
/// <remarks>
/// The index of an underlying is its own, else that of the first underlying (by name) that has one. Skew and basis changes are not in this set: a whole
/// surface moves by its level, and forwards move with the spot.
/// </remarks>
internal sealed class VolShocks
{
    private readonly FilteredSeries series;
    private readonly FilteredSeries? indexed;
    private readonly RiskModelHistorical rules;

    /// <param name="series">The underlying that is shocked.</param>
    /// <param name="indexed">The underlying whose index is used; null when there is none.</param>
    /// <param name="rules">Bounds, burn-in and horizon.</param>
    /// <param name="returnCount">T, how many returns are known.</param>
    public VolShocks(FilteredSeries series, FilteredSeries? indexed, RiskModelHistorical rules, int returnCount)
    {
        this.series = series;
        this.indexed = indexed;
        this.rules = rules;
        Response = indexed is null ? null : Fit(indexed, rules.BurnInDays, returnCount);
    }

    public VolResponse? Response { get; }

    /// <summary>The shock of the day of return t, relative, over the horizon, within the model's bounds.</summary>
    public (double Shock, VolShockSource Source) At(int t)
    {
        var (logChange, source) = LogChange(t);
        var shock = Math.Exp(logChange * Math.Sqrt(rules.HorizonDays)) - 1;
        return (Math.Clamp(shock, rules.LowestVolShock, rules.HighestVolShock), source);
    }

    private (double LogChange, VolShockSource Source) LogChange(int t)
    {
        if (indexed?.IndexLogChange(t) is { } observed)
            return (observed, indexed.Underlying == series.Underlying ? VolShockSource.Observed : VolShockSource.ObservedElsewhere);
        if (Response is not null) return (Response.LogChange(series.Standardised(t)), VolShockSource.Regression);
        return (series.ForecastLogChange(t), VolShockSource.ForecastChange);
    }

    private static VolResponse? Fit(FilteredSeries indexed, int burnInDays, int returnCount)
    {
        var observations = new List<(double StandardisedReturn, double LogChange)>();
        for (var t = burnInDays; t < returnCount; t++)
            if (indexed.IndexLogChange(t) is { } change)
                observations.Add((indexed.Standardised(t), change));
        return VolResponse.Fit(observations);
    }
}
