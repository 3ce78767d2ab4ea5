using System.Collections.Immutable;
using RiskCluster.Risk.Calibration;
using RiskCluster.Risk.Forecasting;

namespace RiskCluster.Cli.Backtest;

/// <summary>Scores every volatility forecast on the days that it did not know (MODEL CAL-1).</summary>
internal sealed class ForecastBacktest(DailyHistory history, ForecastRules rules)
{
    private const double DaysPerYear = 365;

    /// <summary>How often <see cref="Run"/> reports progress.</summary>
    public int Steps => history.Underlyings.Count() * (history.DayCount - 1);

    /// <summary>Runs over every underlying of the history, in ordinal order.</summary>
    /// <param name="onDay">Called after each day of each underlying.</param>
    public ImmutableArray<ForecastRow> Run(Action onDay) => [.. history.Underlyings.Select(underlying => Row(underlying, onDay))];

    private ForecastRow Row(string underlying, Action onDay)
    {
        var closes = history.Closes(underlying);
        var returns = new double[closes.Length - 1];
        for (var t = 0; t < returns.Length; t++) returns[t] = Math.Log(closes[t + 1] / closes[t]);
        var forecast = WalkForward.Run(returns, rules, _ => onDay());
        for (var t = 0; t < forecast.FirstDay; t++) onDay();

        // Return t is that of day t + 1 of the history.
        var scored = returns.Length - forecast.FirstDay;
        var losses = Enumerable.Range(0, scored).Select(i => Qlike.Loss(forecast.VolDaily[i] * forecast.VolDaily[i], returns[forecast.FirstDay + i]));
        return new(
            underlying,
            history.Day(forecast.FirstDay + 1),
            history.Day(returns.Length),
            forecast.Choice,
            scored == 0 ? double.NaN : losses.Average(),
            forecast.InUse.Take(scored).Count(model => model == ForecastModel.Learned),
            forecast.NextVolDaily * Math.Sqrt(DaysPerYear));
    }
}
