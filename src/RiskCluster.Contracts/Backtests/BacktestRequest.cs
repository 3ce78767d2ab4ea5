using System.Text.Json;

namespace RiskCluster.Contracts.Backtests;

/// <summary>Holds the losses of real history against margins calibrated the evening before: <c>POST /v1/backtests</c>.</summary>
/// <param name="From">First day whose loss is held against a margin, such as 2020-03-12; left out for the first that can be.</param>
/// <param name="To">The last one; left out for the last that is known.</param>
/// <param name="RandomBooks">How many random books beside the hedged strangles, 0 to 100.</param>
/// <param name="Seed">Of the random books.</param>
/// <param name="Set">Values by path, in the document in force: what a proposal would have done.</param>
public sealed record BacktestRequest(string? From = null, string? To = null, int RandomBooks = 6, int Seed = 1, IReadOnlyDictionary<string, JsonElement>? Set = null);
