namespace RiskCluster.Contracts.Admin;

/// <summary>Admits a source to a market, or changes its key and weight: <c>POST /v1/admin/market-data/{u}/sources</c>.</summary>
/// <param name="Source">Its name.</param>
/// <param name="Weight">In medians; above 0, at most 100.</param>
/// <param name="PublicKey">P-256, SubjectPublicKeyInfo in base64, of which every observation must then carry a signature; left out: its credentials vouch for them, where the server allows that.</param>
public sealed record SourceRegistration(string Source, decimal Weight = 1, string? PublicKey = null);
