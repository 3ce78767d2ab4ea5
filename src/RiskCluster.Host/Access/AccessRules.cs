using Microsoft.AspNetCore.Routing;
using RiskCluster.Host.Answers;

namespace RiskCluster.Host.Access;

/// <summary>Who may use a route. A caller reaches its own things only; what is not its own and what does not exist are refused alike.</summary>
internal sealed class AccessRules(IAccountOwners owners)
{
    /// <summary>Passes, or throws.</summary>
    /// <exception cref="RefusedException">No credentials where some are needed; no scope that the route takes; or somebody else's things.</exception>
    public async ValueTask Require(RoutePolicy policy, Caller caller, RouteValueDictionary route, CancellationToken cancellation)
    {
        if (policy.AnyOf.Contains(Scope.Anonymous)) return;
        if (caller == Caller.Anonymous) throw Refusals.Unauthenticated("credentials_missing", "the route needs credentials");
        var holdsOne = false;
        foreach (var scope in policy.AnyOf)
        {
            if (!caller.Has(scope)) continue;
            holdsOne = true;
            if (ReachesAll(scope) || await IsOwn(policy.Whose, scope, caller, route, cancellation)) return;
        }

        if (!holdsOne) throw Refusals.Denied("scope_missing", $"the route needs the scope {string.Join(" or ", policy.AnyOf.Select(ScopeNames.Of))}");
        throw Refusals.Denied("not_yours", "what the route is about is not the caller's");
    }

    // The operator and the risk desk have nothing of their own: their routes are about everybody.
    private static bool ReachesAll(Scope scope) => scope is Scope.Admin or Scope.RiskRead;

    private async ValueTask<bool> IsOwn(Whose whose, Scope scope, Caller caller, RouteValueDictionary route, CancellationToken cancellation) => whose switch
    {
        Whose.Anybody => true,
        Whose.Venue => IsVenue(caller, route),
        Whose.Account => IsVenue(caller, route)
            || (caller.Owner is not null && await owners.OwnerOf($"{route["venue"]}/{route["account"]}", cancellation) == caller.Owner),
        Whose.Owner => caller.Owner is not null && caller.Owner == route["owner"] as string,
        Whose.Self => scope switch
        {
            Scope.OracleSubmit => caller.Source is not null,
            Scope.Keeper => caller.Keeper is not null,
            _ => true,
        },
        _ => false,
    };

    private static bool IsVenue(Caller caller, RouteValueDictionary route) => caller.Venue is not null && caller.Venue == route["venue"] as string;
}
