using RiskCluster.Risk.Regimes;

namespace RiskCluster.Risk.Calibration;

/// <summary>The volatility regime of one underlying, walked through its history (MODEL CAL-3).</summary>
internal static class VolRegime
{
    /// <summary>The state after the last close: every evening the forecast for the next day is held against the mean of those of the days before it and its own.</summary>
    public static RegimeState? After(DailyHistory known, FilteredSeries series, int burnInDays, RegimeRules rules)
    {
        RegimeState? state = null;
        var sum = 0.0;
        for (var t = burnInDays; t < known.DayCount; t++)
        {
            sum += series.VolDaily(t);
            var days = t - burnInDays + 1;
            if (days > rules.NormalDays)
            {
                sum -= series.VolDaily(t - rules.NormalDays);
                days = rules.NormalDays;
            }

            // The forecast for return t, that of the day after close t, is known at that close.
            state = Regime.Next(state, new(known.CloseTime(t), series.VolDaily(t) * days / sum, null, null), rules);
        }

        return state;
    }
}
