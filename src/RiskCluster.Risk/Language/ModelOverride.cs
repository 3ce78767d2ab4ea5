using System.Text.Json.Nodes;

namespace RiskCluster.Risk.Language;

/// <summary>One value of a model document, changed.</summary>
/// <param name="Path">Where: member names and array indices joined by dots, such as <c>components.skew.linear_cap</c> or <c>components.scenarios.moves.3.dampening</c>.</param>
/// <param name="Value">What stands there instead; null removes the member.</param>
public sealed record ModelOverride(string Path, JsonNode? Value);
