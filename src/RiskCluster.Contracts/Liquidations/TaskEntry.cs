using System.Text.Json;

namespace RiskCluster.Contracts.Liquidations;

/// <summary>What has happened to a task, as it stands in the journal: <c>GET /v1/liquidations/{id}/history</c>, the oldest first.</summary>
/// <param name="Sequence">Of the event in the queue's stream.</param>
/// <param name="At">Unix milliseconds.</param>
/// <param name="Type">Of the event.</param>
/// <param name="Event">The event.</param>
public sealed record TaskEntry(long Sequence, long At, string Type, JsonElement Event);
