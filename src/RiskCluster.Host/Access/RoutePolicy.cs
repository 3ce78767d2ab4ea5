using System.Collections.Immutable;

namespace RiskCluster.Host.Access;

/// <summary>Who may use a route; metadata of its endpoint.</summary>
/// <param name="AnyOf">Scopes of which one is needed.</param>
/// <param name="Whose">Whose things the route is about.</param>
/// <param name="Cost">Tokens that a call takes from the caller's bucket; at least 1.</param>
/// <param name="AsksOnly">Whether it changes nothing whatever its method: the nonce of a call is then remembered in memory and not on the disk, unless the handler keeps it (<see cref="Signing.HeldNonce"/>).</param>
public sealed record RoutePolicy(ImmutableArray<Scope> AnyOf, Whose Whose, int Cost = 1, bool AsksOnly = false);
