using System.Text.Json;

namespace RiskCluster.Contracts.Admin;

/// <summary>Walks and replays the journal: <c>POST /v1/admin/journal/verify</c>.</summary>
/// <param name="Prefix">Only streams whose name begins so; empty for all.</param>
/// <param name="Checkpoint">A checkpoint of this server that the journal must still agree with.</param>
public sealed record VerifyRequest(string Prefix = "", JsonElement? Checkpoint = null);
