using System.Collections.Immutable;
using RiskCluster.Risk.Instruments;

namespace RiskCluster.Risk.Calibration;

/// <summary>Everything that scenarios take from history, as known at one time (MODEL CAL-1, CAL-2, CAL-5, SCN-5). Immutable.</summary>
/// <param name="AsOf">Nothing later was used.</param>
/// <param name="Underlyings">Shape [U]; the order of every other shape.</param>
/// <param name="ForecastVolsDaily">Shape [U]: today's forecast, volatility of one day.</param>
/// <param name="Ranges">Shape [U].</param>
/// <param name="Correlation">Of the filtered returns over the look-back, shrunk.</param>
/// <param name="VolResponses">Shape [U]: the fitted answer of the volatility index used for the underlying; null when too little of one is known.</param>
/// <param name="History">By rising day.</param>
/// <param name="Windows">Every stressed window of the model, absent ones included.</param>
public sealed record MarketCalibration(
    UnixTime AsOf,
    ImmutableArray<string> Underlyings,
    ImmutableArray<double> ForecastVolsDaily,
    ImmutableArray<PriceRange> Ranges,
    CorrelationMatrix Correlation,
    ImmutableArray<VolResponse?> VolResponses,
    ImmutableArray<HistoricalShock> History,
    ImmutableArray<StressedWindowCoverage> Windows)
{
    /// <summary>The last day whose return was used: how old the forecast is, when the history ends before <see cref="AsOf"/>.</summary>
    public DateOnly LastDay => History[^1].Day;
}
