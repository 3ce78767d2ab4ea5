using System.Collections.Immutable;

namespace RiskCluster.Risk.Calibration;

/// <summary>Exponentially weighted volatility of daily log returns with mean zero (MODEL CAL-1; J.P. Morgan, RiskMetrics, 1996).</summary>
/// <remarks>
/// v[t+1] = lambda v[t] + (1 - lambda) r[t]^2, seeded with the mean square of the burn-in. The forecast for a day uses earlier returns only, and no
/// forecast is given for the burn-in itself.
/// </remarks>
public sealed class EwmaFilter
{
    // Prices that never move have no volatility; this one keeps a standardised return of such prices at 0 rather than 0/0.
    private const double LeastVolDaily = 1e-6;

    /// <summary>Filters a series of returns.</summary>
    /// <param name="logReturns">Shape [T], by rising day.</param>
    /// <param name="lambda">Within (0, 1).</param>
    /// <param name="burnInDays">B, how many returns seed the filter; > 0.</param>
    /// <exception cref="InsufficientHistoryException">T &lt; B.</exception>
    public EwmaFilter(ReadOnlySpan<double> logReturns, double lambda, int burnInDays)
    {
        if (logReturns.Length < burnInDays) throw new InsufficientHistoryException($"{logReturns.Length} returns do not fill a burn-in of {burnInDays}");
        BurnInDays = burnInDays;
        var variance = 0.0;
        foreach (var r in logReturns[..burnInDays]) variance += r * r / burnInDays;

        var forecasts = ImmutableArray.CreateBuilder<double>(logReturns.Length - burnInDays);
        foreach (var r in logReturns[burnInDays..])
        {
            forecasts.Add(VolOf(variance));
            variance = lambda * variance + (1 - lambda) * r * r;
        }

        Forecasts = forecasts.MoveToImmutable();
        NextVolDaily = VolOf(variance);
    }

    /// <summary>B.</summary>
    public int BurnInDays { get; }

    /// <summary>Shape [T - B]: entry i is the forecast for return B + i from the returns before it; volatility of one day, > 0.</summary>
    public ImmutableArray<double> Forecasts { get; }

    /// <summary>The forecast for the day after the last return; volatility of one day, > 0.</summary>
    public double NextVolDaily { get; }

    /// <summary>The forecast for return <paramref name="day"/> (counted from the start of the series) or for the day after the last.</summary>
    public double Forecast(int day) => day == BurnInDays + Forecasts.Length ? NextVolDaily : Forecasts[day - BurnInDays];

    private static double VolOf(double variance) => Math.Max(Math.Sqrt(variance), LeastVolDaily);
}
