using System.Collections.Immutable;

namespace RiskCluster.Host.Access;

/// <summary>The scopes as credentials spell them.</summary>
public static class ScopeNames
{
    private static readonly ImmutableArray<(Scope Scope, string Name)> All =
    [
        (Scope.Anonymous, "anonymous"),
        (Scope.VenueWrite, "venue:write"),
        (Scope.AccountRead, "account:read"),
        (Scope.OwnerLink, "owner:link"),
        (Scope.OracleSubmit, "oracle:submit"),
        (Scope.Keeper, "keeper"),
        (Scope.ParamsPropose, "params:propose"),
        (Scope.ParamsApprove, "params:approve"),
        (Scope.RiskRead, "risk:read"),
        (Scope.Admin, "admin"),
    ];

    /// <summary>The name of a scope, such as <c>venue:write</c>.</summary>
    public static string Of(Scope scope) => All.First(item => item.Scope == scope).Name;

    /// <summary>The scope of a name; null when there is none that credentials may hold.</summary>
    public static Scope? Parse(string name)
    {
        foreach (var item in All)
            if (item.Name == name && item.Scope != Scope.Anonymous) return item.Scope;
        return null;
    }
}
