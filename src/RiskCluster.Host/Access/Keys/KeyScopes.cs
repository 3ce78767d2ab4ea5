using System.Collections.Immutable;
using RiskCluster.Core.Turns;

namespace RiskCluster.Host.Access.Keys;

/// <summary>What each kind of holder may do at most.</summary>
internal static class KeyScopes
{
    /// <summary>The scopes of a kind.</summary>
    public static ImmutableArray<Scope> Of(KeyHolderKind kind) => kind switch
    {
        KeyHolderKind.Venue => [Scope.VenueWrite, Scope.AccountRead],
        KeyHolderKind.Source => [Scope.OracleSubmit],
        KeyHolderKind.Keeper => [Scope.Keeper],
        KeyHolderKind.Owner => [Scope.OwnerLink, Scope.AccountRead],
        KeyHolderKind.Desk => [Scope.RiskRead],
        KeyHolderKind.Admin => [Scope.Admin],
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no holder of a key"),
    };

    /// <summary>Who calls with a key.</summary>
    public static Caller CallerOf(KeyId id, ImmutableArray<Scope> scopes) => new(
        // The holder, not the key: a message that comes again under the holder's next key is the same.
        $"{Reasons.Of(id.Kind)}_{id.Holder}",
        [.. scopes],
        Venue: id.Kind == KeyHolderKind.Venue ? id.Holder : null,
        Owner: id.Kind == KeyHolderKind.Owner ? id.Holder : null,
        Source: id.Kind == KeyHolderKind.Source ? id.Holder : null,
        Keeper: id.Kind == KeyHolderKind.Keeper ? id.Holder : null)
    {
        KeyId = id.Text,
    };
}
