using System.Collections.Immutable;

namespace RiskCluster.Runtime.Cluster;

/// <summary>Some accounts.</summary>
/// <param name="Accounts">Each <c>venue/account</c>.</param>
public sealed record AccountList(ImmutableArray<string> Accounts);
