namespace RiskCluster.Contracts.Admin;

/// <summary>What runs: <c>GET /version</c>.</summary>
/// <param name="Version">Of the product.</param>
/// <param name="Engine"><c>embedded</c> or <c>orleans</c>.</param>
/// <param name="RulesVersion">Of the compiled rules.</param>
/// <param name="Audience">What signed requests name.</param>
public sealed record VersionDocument(string Version, string Engine, string RulesVersion, string Audience);
