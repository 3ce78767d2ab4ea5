using System.Collections.Immutable;

namespace RiskCluster.Host.Backtest;

/// <summary>What a backtest found.</summary>
/// <param name="ModelName">Name and version of the model.</param>
/// <param name="ModelHash">Its content hash.</param>
/// <param name="FirstDay">The first day whose return was held against a margin.</param>
/// <param name="LastDay">The last one.</param>
/// <param name="Rows">By book, then by measure.</param>
/// <param name="Assumptions">In plain words.</param>
internal sealed record BacktestReport(
    string ModelName, string ModelHash, DateOnly FirstDay, DateOnly LastDay, ImmutableArray<BacktestRow> Rows, ImmutableArray<string> Assumptions);
