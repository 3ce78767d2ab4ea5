using RiskCluster.Risk.Instruments;

namespace RiskCluster.Risk.Regimes;

/// <summary>Moves a regime with what is observed (MODEL CAL-3).</summary>
public static class Regime
{
    /// <summary>The state after an observation.</summary>
    /// <param name="previous">The state before; null before the first observation, which is as of an ordinary market.</param>
    /// <param name="observation">One that is older than the state changes nothing, one of the same time only raises: of several of that time the order does not matter.</param>
    /// <param name="rules">Bounds and rates; where they became narrower than the state, it follows at once.</param>
    /// <remarks>
    /// Each factor: called = response(stress). Above the previous: called, at once. Else, when called is 1 or below (1 - hysteresis) previous:
    /// max(called, previous (1 - max fall)^days); else previous.
    /// </remarks>
    public static RegimeState Next(RegimeState? previous, RegimeObservation observation, RegimeRules rules)
    {
        var before = previous ?? new(observation.At, 1, 1, 1);
        if (observation.At < before.At) return before;
        var days = (observation.At.Milliseconds - before.At.Milliseconds) / (double)UnixTime.MillisecondsPerDay;
        return new(
            observation.At,
            Moved(before.Volatility, observation.VolRatio, rules.Volatility, rules, days),
            Moved(before.Depth, 1 / observation.DepthRatio, rules.Depth, rules, days),
            Moved(before.Congestion, observation.CongestionRatio, rules.Congestion, rules, days));
    }

    private static double Moved(double previous, double? stress, RegimeResponse response, RegimeRules rules, double days)
    {
        var bounded = Math.Min(previous, response.Maximal);
        if (stress is not { } level) return bounded;
        var called = response.FactorAt(level);
        if (called >= bounded) return called;
        var mayFall = called == 1 || called < (1 - rules.Hysteresis) * bounded;
        return mayFall ? Math.Max(called, bounded * Math.Pow(1 - rules.MaxFallPerDay, days)) : bounded;
    }
}
