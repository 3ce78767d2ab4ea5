using System.Collections.Immutable;
using RiskCluster.Risk.Forecasting;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Calibration;

/// <summary>The daily returns of one underlying beside the volatility forecast for each day. Return t is that of day t + 1 of the history.</summary>
internal sealed class FilteredSeries
{
    private readonly double[] logReturns;
    private readonly EwmaFilter filter;
    private readonly VolForecast? selected;
    private readonly ImmutableArray<double>? volIndex;

    public FilteredSeries(DailyHistory history, string underlying, RiskModelHistorical rules)
    {
        Underlying = underlying;
        var closes = history.Closes(underlying);
        logReturns = new double[Math.Max(closes.Length - 1, 0)];
        for (var t = 0; t < logReturns.Length; t++) logReturns[t] = Math.Log(closes[t + 1] / closes[t]);
        filter = new EwmaFilter(logReturns, rules.EwmaLambda, rules.BurnInDays);
        selected = Selected(logReturns, rules);
        volIndex = history.VolIndex(underlying);
    }

    public string Underlying { get; }

    /// <summary>The forecast for the day after the last.</summary>
    public double NextVolDaily => VolDaily(logReturns.Length);

    public double LogReturn(int t) => logReturns[t];

    /// <summary>The forecast that stood before return t, or for the day after the last; not for the burn-in.</summary>
    public double VolDaily(int t) => selected is not null && t >= selected.FirstDay ? selected.VolDaily[t - selected.FirstDay] : filter.Forecast(t);

    /// <summary>The return over the forecast that stood before it.</summary>
    public double Standardised(int t) => logReturns[t] / VolDaily(t);

    /// <summary>The log change that return t makes in the forecast itself.</summary>
    public double ForecastLogChange(int t) => Math.Log(VolDaily(t + 1) / VolDaily(t));

    /// <summary>The log change of the volatility index over the day of return t; null without an index on either side of it.</summary>
    public double? IndexLogChange(int t)
    {
        if (volIndex is not { } index) return null;
        var change = Math.Log(index[t + 1] / index[t]);
        return double.IsNaN(change) ? null : change;
    }

    private static VolForecast? Selected(double[] logReturns, RiskModelHistorical rules)
    {
        if (rules.Forecast != VolForecastSource.Selected) return null;
        var usual = new ForecastRules();
        var governed = new ForecastRules(
            rules.EwmaLambda, rules.BurnInDays, Math.Max(usual.TrainingDays, rules.BurnInDays + 1), MaxFallPerDay: rules.MaxVolFallPerDay);
        return logReturns.Length < WalkForward.FirstDay(governed) ? null : WalkForward.Run(logReturns, governed);
    }
}
