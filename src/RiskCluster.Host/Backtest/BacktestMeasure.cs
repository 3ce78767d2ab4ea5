namespace RiskCluster.Host.Backtest;

/// <summary>A figure that the next day's loss is held against.</summary>
/// <param name="Name">What to call it.</param>
/// <param name="ExpectedShare">The share of days that should exceed it if its model were true; an upper bound for margins and shortfalls.</param>
internal sealed record BacktestMeasure(string Name, double ExpectedShare);
