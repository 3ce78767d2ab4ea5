using RiskCluster.Risk.Calibration;

namespace RiskCluster.Host.Backtest;

/// <summary>One book held against one measure over all days.</summary>
/// <param name="Book">The book.</param>
/// <param name="Measure">What its losses were compared with.</param>
/// <param name="Coverage">Days, exceedances and their interval.</param>
/// <param name="MeanUsd">The measure's mean over the days.</param>
/// <param name="WorstDay">The day whose loss went furthest above the measure, or stayed closest below it.</param>
/// <param name="WorstLossUsd">The loss of that day.</param>
/// <param name="WorstFigureUsd">The measure of the evening before.</param>
internal sealed record BacktestRow(
    string Book, BacktestMeasure Measure, Coverage Coverage, double MeanUsd, DateOnly WorstDay, double WorstLossUsd, double WorstFigureUsd);
