using System.Collections.Immutable;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Tail;

namespace RiskCluster.Risk.Calibration;

/// <summary>Calibrates price ranges, correlation and historical shocks on what was known at a time (MODEL CAL-1, CAL-2, CAL-5, SCN-5).</summary>
public static class Calibrator
{
    /// <summary>Calibrates a model.</summary>
    /// <param name="model">Look-back, confidence, bounds, stressed windows.</param>
    /// <param name="history">May reach beyond <paramref name="asOf"/>: what lies after it changes no digit.</param>
    /// <param name="underlyings">Which underlyings, in the order of every result.</param>
    /// <param name="asOf">A close counts when its day has ended by then.</param>
    /// <exception cref="InsufficientHistoryException">An underlying without history, or fewer filtered returns than the model's minimum.</exception>
    /// <remarks>Deterministic. T U + U^2 T operations for T known days.</remarks>
    public static MarketCalibration Calibrate(RiskModel model, DailyHistory history, ImmutableArray<string> underlyings, UnixTime asOf)
    {
        var rules = model.Historical;
        var known = history.KnownAt(asOf);
        var returnCount = known.DayCount - 1;
        if (returnCount - rules.BurnInDays < rules.MinimalDays)
            throw new InsufficientHistoryException(
                $"{returnCount} daily returns are known at {asOf}; burn-in and minimum need {rules.BurnInDays + rules.MinimalDays}");
        foreach (var underlying in underlyings)
            if (!known.Underlyings.Contains(underlying))
                throw new InsufficientHistoryException($"no history of {underlying}");

        var series = underlyings.Select(underlying => new FilteredSeries(known, underlying, rules)).ToArray();
        var volShocks = series.Select(item => new VolShocks(item, Indexed(known, item, rules), rules, returnCount)).ToArray();
        var lookBack = Enumerable.Range(0, returnCount).Skip(Math.Max(rules.BurnInDays, returnCount - rules.LookBackDays)).ToArray();
        var stressed = Enumerable.Range(rules.BurnInDays, returnCount - rules.BurnInDays).Where(t => WindowOf(rules, known.Day(t + 1)) is not null).ToArray();
        var correlation = SampleCorrelation.Estimate([.. series.Select(item => lookBack.Select(item.Standardised).ToArray())]);
        var days = lookBack.Union(stressed).Order().ToArray();

        return new(
            asOf,
            underlyings,
            [.. series.Select(item => item.NextVolDaily)],
            [.. series.Select(item => Range(model, known, item, lookBack, stressed))],
            correlation.TowardZero(model.Calibration.CorrelationShrinkage),
            [.. volShocks.Select(item => item.Response)],
            [.. days.Select(t => Shock(rules, series, volShocks, known.Day(t + 1), t))],
            [.. rules.StressedWindows.Select(window => new StressedWindowCoverage(window, stressed.Count(t => window.Contains(known.Day(t + 1)))))]);
    }

    /// <summary>The price range of one underlying (CAL-2).</summary>
    /// <remarks>
    /// Filtered: the quantile of |exp(z[t] vol sqrt(h)) - 1| over the look-back, z the standardised returns, vol today's forecast. Floor: the share f of the
    /// same quantile of |exp(r[t] sqrt(h)) - 1| over the stressed days. A volatility regime, where the model has them, multiplies the greater of both (CAL-3). The quantile is the order statistic of <see cref="TailMeasures.ValueAtRisk"/>.
    /// </remarks>
    private static PriceRange Range(RiskModel model, DailyHistory known, FilteredSeries series, int[] lookBack, int[] stressed)
    {
        var rules = model.Calibration;
        var root = Math.Sqrt(rules.HorizonDays);
        var filtered = Quantile(lookBack.Select(t => series.Standardised(t) * series.NextVolDaily * root), rules.Confidence);
        double? floor = stressed.Length == 0 ? null : rules.StressedFloor * Quantile(stressed.Select(t => series.LogReturn(t) * root), rules.Confidence);
        var bounds = rules.PriceRanges.For(series.Underlying);
        var shockFactor = model.Regimes is null ? 1 : VolRegime.After(known, series, model.Historical.BurnInDays, model.Regimes)?.ShockFactor ?? 1;
        return new(series.Underlying, filtered, floor, Math.Clamp(shockFactor * Math.Max(filtered, floor ?? 0), bounds.Minimal, bounds.Maximal)) { ShockFactor = shockFactor };
    }

    private static double Quantile(IEnumerable<double> logMoves, double confidence) =>
        TailMeasures.ValueAtRisk([.. logMoves.Select(move => -Math.Abs(Math.Exp(move) - 1))], confidence);

    private static HistoricalShock Shock(RiskModelHistorical rules, FilteredSeries[] series, VolShocks[] volShocks, DateOnly day, int t)
    {
        var window = WindowOf(rules, day);
        var shocks = volShocks.Select(item => item.At(t)).ToArray();
        return new(
            day,
            window?.Name,
            [.. series.Select(item => item.LogReturn(t) * Scale(item, t, window is not null) * Math.Sqrt(rules.HorizonDays))],
            [.. shocks.Select(item => item.Shock)],
            [.. shocks.Select(item => item.Source)]);
    }

    // A calm day of the look-back grows when today is wild; a stressed day does too, but never shrinks because today is calm.
    private static double Scale(FilteredSeries series, int t, bool isStressed)
    {
        var scale = series.NextVolDaily / series.VolDaily(t);
        return isStressed ? Math.Max(scale, 1) : scale;
    }

    private static StressedWindow? WindowOf(RiskModelHistorical rules, DateOnly day) => rules.StressedWindows.FirstOrDefault(window => window.Contains(day));

    private static FilteredSeries? Indexed(DailyHistory known, FilteredSeries series, RiskModelHistorical rules)
    {
        if (known.VolIndex(series.Underlying) is not null) return series;
        var elsewhere = known.VolIndexUnderlyings.FirstOrDefault();
        return elsewhere is null ? null : new FilteredSeries(known, elsewhere, rules);
    }
}
