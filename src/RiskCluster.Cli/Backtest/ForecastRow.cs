using RiskCluster.Risk.Forecasting;

namespace RiskCluster.Cli.Backtest;

/// <summary>The forecasts of one underlying.</summary>
/// <param name="Underlying">Which.</param>
/// <param name="FirstDay">The first day that was forecast out of sample.</param>
/// <param name="LastDay">The last one.</param>
/// <param name="Choice">Losses, tests, and what is in use after the last day.</param>
/// <param name="InUseQlike">Mean loss of what was in use day by day, its floor included.</param>
/// <param name="LearnedDays">On how many days the learned forecast was in use.</param>
/// <param name="NextVolAnnual">The forecast in use for the day after the last; a year has 365 days.</param>
internal sealed record ForecastRow(
    string Underlying, DateOnly FirstDay, DateOnly LastDay, ForecastChoice Choice, double InUseQlike, int LearnedDays, double NextVolAnnual);
