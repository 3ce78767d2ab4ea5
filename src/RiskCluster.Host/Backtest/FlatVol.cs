using RiskCluster.Risk.Calibration;

namespace RiskCluster.Host.Backtest;

/// <summary>The flat vols at a close and at the next one, as far as the history knows them.</summary>
internal static class FlatVol
{
    /// <summary>What an option costs above the forecast of realised volatility, where no index says it.</summary>
    public const double Premium = 1.15;

    /// <summary>Annual vols at the close of a day and of the next, both from one source so that a change of source is not a move of the market.</summary>
    /// <remarks>
    /// The index where both days have one; without an index of its own, the forecast times the premium, moved as the other underlying's index moved; else
    /// the forecast times the premium on both days.
    /// </remarks>
    public static (double Present, double Next) Of(DailyHistory history, string underlying, int day, double presentForecastDaily, double nextForecastDaily)
    {
        var present = Premium * Math.Sqrt(365) * presentForecastDaily;
        var next = Premium * Math.Sqrt(365) * nextForecastDaily;
        if (history.VolIndex(underlying) is { } own) return double.IsNaN(own[day] + own[day + 1]) ? (present, next) : (own[day], own[day + 1]);
        if (history.VolIndexUnderlyings.FirstOrDefault() is not { } other) return (present, next);
        var index = history.VolIndex(other)!.Value;
        return double.IsNaN(index[day] + index[day + 1]) ? (present, next) : (present, present * index[day + 1] / index[day]);
    }
}
