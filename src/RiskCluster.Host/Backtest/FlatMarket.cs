namespace RiskCluster.Host.Backtest;

/// <summary>Spot and flat annual vol of every underlying, at one close.</summary>
internal sealed record FlatMarket(IReadOnlyDictionary<string, (double Spot, double VolAnnual)> Of);
