using System.Collections.Immutable;

namespace RiskCluster.Risk.Calibration;

/// <summary>What one day of history does to all underlyings if it strikes now (MODEL SCN-5).</summary>
/// <param name="Day">The day.</param>
/// <param name="StressedWindow">The stressed window that holds it; null for an ordinary day of the look-back.</param>
/// <param name="LogMoves">
/// Shape [U]: the day's log returns rescaled to today's forecast volatility and to the horizon; a stressed day is never scaled down.
/// </param>
/// <param name="VolShocks">Shape [U]: relative change of 30-day vol over the horizon, within the model's bounds.</param>
/// <param name="VolSources">Shape [U]: where each vol shock comes from.</param>
/// <remarks>
/// Observed: closes of every underlying, and a volatility index on the days and underlyings that <see cref="VolShockSource"/> says. Modelled: every other vol
/// shock, which is the expected answer to the day's return and so lacks the part of vol moves that returns do not explain. Absent: moves of skew and of
/// basis; the whole surface moves by its level (scaled by maturity) and every forward moves with the spot. A vol shock is not rescaled to today's volatility.
/// </remarks>
public sealed record HistoricalShock(
    DateOnly Day,
    string? StressedWindow,
    ImmutableArray<double> LogMoves,
    ImmutableArray<double> VolShocks,
    ImmutableArray<VolShockSource> VolSources);
