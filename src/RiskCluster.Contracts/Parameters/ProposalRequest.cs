using System.Text.Json;

namespace RiskCluster.Contracts.Parameters;

/// <summary>Proposes a change: <c>POST /v1/parameters/proposals</c>, with <c>If-Match</c>: the hash that is in force. Exactly one of the two.</summary>
/// <param name="Set">Values by JSON path, such as <c>{"grid.vol_up": 0.5}</c>, in the active document.</param>
/// <param name="Document">A complete document.</param>
public sealed record ProposalRequest(IReadOnlyDictionary<string, JsonElement>? Set = null, JsonElement? Document = null);
