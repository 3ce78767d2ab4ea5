namespace RiskCluster.Contracts.Admin;

/// <summary>Asks for a key: <c>POST /v1/admin/keys</c>.</summary>
/// <param name="Kind">What its holder is.</param>
/// <param name="Name">The holder's name, at most 40 characters.</param>
/// <param name="Scopes">What it may do, of what its kind may; left out: all of that.</param>
public sealed record KeyRequest(KeyHolder Kind, string Name, IReadOnlyList<string>? Scopes = null);
