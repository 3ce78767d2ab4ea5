namespace RiskCluster.Contracts.Margins;

/// <summary>Profit and loss over moves of price and volatility, full revaluation, USD: <c>GET .../margin/heatmap</c>.</summary>
/// <param name="Portfolio">Whose.</param>
/// <param name="PriceMoves">Relative, rising: the columns.</param>
/// <param name="VolMoves">Relative, rising: the rows.</param>
/// <param name="Pnl">By row, then column.</param>
/// <param name="AsOf">What it was computed from.</param>
public sealed record HeatmapDocument(string Portfolio, IReadOnlyList<double> PriceMoves, IReadOnlyList<double> VolMoves, IReadOnlyList<IReadOnlyList<double>> Pnl, AsOf AsOf);
