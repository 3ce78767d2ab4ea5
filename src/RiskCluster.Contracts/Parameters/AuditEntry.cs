using System.Text.Json;

namespace RiskCluster.Contracts.Parameters;

/// <summary>What governance has done, as it stands in the journal: <c>GET /v1/parameters/audit</c>, the oldest first.</summary>
/// <param name="Sequence">Of the event in the model's stream: 1, 2, 3, without a gap.</param>
/// <param name="At">Unix milliseconds.</param>
/// <param name="Type">Of the event.</param>
/// <param name="Event">The event.</param>
/// <param name="Hash">The stream's hash chain up to here, lower-case hexadecimal.</param>
public sealed record AuditEntry(long Sequence, long At, string Type, JsonElement Event, string Hash);
