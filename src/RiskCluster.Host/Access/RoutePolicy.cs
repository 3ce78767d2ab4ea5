using System.Collections.Immutable;

namespace RiskCluster.Host.Access;

/// <summary>Who may use a route; metadata of its endpoint.</summary>
/// <param name="AnyOf">Scopes of which one is needed.</param>
/// <param name="Whose">Whose things the route is about.</param>
/// <param name="Cost">Tokens that a call takes from the caller's bucket; at least 1.</param>
public sealed record RoutePolicy(ImmutableArray<Scope> AnyOf, Whose Whose, int Cost = 1);
