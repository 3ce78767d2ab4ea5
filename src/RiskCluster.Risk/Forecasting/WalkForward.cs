using System.Collections.Immutable;

namespace RiskCluster.Risk.Forecasting;

/// <summary>Forecasts every day from the days before it, with parameters estimated and models chosen anew every so many days (MODEL CAL-1).</summary>
public static class WalkForward
{
    private static readonly int ModelCount = Enum.GetValues<ForecastModel>().Length;

    /// <summary>The first return that is forecast: so many must be known.</summary>
    public static int FirstDay(ForecastRules rules) => Math.Max(rules.TrainingDays, rules.EwmaBurnInDays + ForecastFeatures.MonthDays + GarchModel.MinimalDays);

    /// <summary>Runs over one underlying.</summary>
    /// <param name="logReturns">Shape [T], by rising day, finite. What comes after a return changes nothing that was forecast before it.</param>
    /// <param name="rules">How forecasts are made, scored and chosen.</param>
    /// <param name="onDay">Called after each day with the number of days done, for whoever shows progress.</param>
    /// <remarks>
    /// Training uses all returns before the day. Between two estimations the recursion of GARCH goes on with each return. The volatility in use is
    /// max(sqrt(variance of the chosen model), (1 - max fall) x the one in use the day before), also when the choice changes. Deterministic.
    /// </remarks>
    /// <exception cref="ArgumentException">T is below <see cref="FirstDay"/>.</exception>
    public static VolForecast Run(ReadOnlySpan<double> logReturns, ForecastRules rules, Action<int>? onDay = null)
    {
        var first = FirstDay(rules);
        if (logReturns.Length < first) throw new ArgumentException($"{logReturns.Length} returns do not fill a training of {first}", nameof(logReturns));
        var features = new ForecastFeatures(logReturns, rules);
        var variances = Enumerable.Range(0, ModelCount).Select(_ => ImmutableArray.CreateBuilder<double>()).ToArray();
        var losses = Enumerable.Range(0, ModelCount).Select(_ => new List<double>()).ToArray();
        var inUse = ImmutableArray.CreateBuilder<ForecastModel>();
        var vols = ImmutableArray.CreateBuilder<double>();
        var models = FittedModels.Fit(features, logReturns[..first], rules, last: null);
        var choice = ForecastChoice.Of(losses, rules);
        for (var t = first; t <= logReturns.Length; t++)
        {
            if (t > first && (t - first) % rules.RefitDays == 0)
            {
                models = FittedModels.Fit(features, logReturns[..t], rules, models);
                choice = ForecastChoice.Of(losses, rules);
            }

            var forecasts = models.Variances(features, t);
            for (var m = 0; m < ModelCount; m++) variances[m].Add(forecasts[m]);
            var vol = Math.Sqrt(forecasts[(int)choice.Model]);
            vols.Add(vols.Count == 0 ? vol : Math.Max(vol, (1 - rules.MaxFallPerDay) * vols[^1]));
            inUse.Add(choice.Model);
            if (t == logReturns.Length) break;

            for (var m = 0; m < ModelCount; m++) losses[m].Add(Qlike.Loss(forecasts[m], logReturns[t]));
            models.Observe(logReturns[t]);
            onDay?.Invoke(t - first + 1);
        }

        return new(first, [.. variances.Select(series => series.ToImmutable())], inUse.ToImmutable(), vols.ToImmutable(), ForecastChoice.Of(losses, rules));
    }
}
