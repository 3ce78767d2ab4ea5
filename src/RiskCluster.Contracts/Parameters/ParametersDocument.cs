using System.Text.Json;

namespace RiskCluster.Contracts.Parameters;

/// <summary>What is in force: <c>GET /v1/parameters</c>. Its <c>ETag</c> is the hash.</summary>
/// <param name="Model">Name of the model.</param>
/// <param name="Version">Number of the active version.</param>
/// <param name="Hash">SHA-256 of its document.</param>
/// <param name="Document">The model's document.</param>
/// <param name="Governors">Who governs.</param>
/// <param name="Threshold">So many others must approve.</param>
/// <param name="TimelockMs">What loosens waits this long.</param>
/// <param name="FrozenBy">The governor who froze activations; left out when nobody has.</param>
public sealed record ParametersDocument(string Model, long Version, string Hash, JsonElement Document, IReadOnlyList<string> Governors, int Threshold, long TimelockMs, string? FrozenBy);
