using System.Collections.Immutable;

namespace RiskCluster.Host.Access.Tokens;

/// <summary>What a token says.</summary>
/// <param name="Subject">The person; a governor's name.</param>
/// <param name="Scopes">What he may do.</param>
/// <param name="Owner">The owner whose he is; null for none.</param>
/// <param name="Venue">The venue whose he is; null for none.</param>
public sealed record TokenClaims(string Subject, ImmutableArray<Scope> Scopes, string? Owner = null, string? Venue = null);
