namespace RiskCluster.Contracts.Admin;

/// <summary>Admits a source to a market, or changes its key and weight: <c>POST /v1/admin/market-data/{u}/sources</c>.</summary>
/// <param name="Source">Its name.</param>
/// <param name="Weight">In medians; above 0, at most 100.</param>
/// <param name="KeyId">Id of the public key that must have verified its observations; left out: its credentials vouch for them.</param>
public sealed record SourceRegistration(string Source, decimal Weight = 1, string? KeyId = null);
