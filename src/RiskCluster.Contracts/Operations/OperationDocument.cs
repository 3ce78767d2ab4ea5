using System.Text.Json;

namespace RiskCluster.Contracts.Operations;

/// <summary>Something that takes its time: <c>GET /v1/operations/{id}</c>.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Kind"><c>backtest</c> or <c>contagion_run</c>.</param>
/// <param name="Status">pending, running, done, failed, cancelled.</param>
/// <param name="Progress">0 to 1.</param>
/// <param name="StartedAt">Unix milliseconds.</param>
/// <param name="FinishedAt">Left out while it runs.</param>
/// <param name="Result">What came out; left out before.</param>
/// <param name="Problem">Why it failed.</param>
public sealed record OperationDocument(string Id, string Kind, string Status, double Progress, long StartedAt, long? FinishedAt, JsonElement? Result, ProblemDocument? Problem);
