using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RiskCluster.Contracts;
using RiskCluster.Contracts.Admin;
using RiskCluster.Contracts.Venues;
using RiskCluster.Core.Turns;
using RiskCluster.Host.Access;
using RiskCluster.Host.Access.Keys;
using RiskCluster.Host.Answers;
using RiskCluster.Host.Requests;
using RiskCluster.Host.Running;

namespace RiskCluster.Host.Api.Admin;

/// <summary>Keys of those who are no venue.</summary>
internal static class AdminKeyRoutes
{
    private const string Tag = "Keys";
    private const int IssueCost = 10;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/admin/keys", Issue)
            .For(IssueCost, Whose.Anybody, Scope.Admin)
            .Says(Tag, "issueKey", "Issues a key of a source, keeper, owner, the risk desk or an operator", "The secret is shown once. Every call issues another key.")
            .Gives<IssuedKey>();
        routes.MapGet("/v1/admin/keys", List)
            .For(Whose.Anybody, Scope.Admin)
            .Says(Tag, "getKeys", "All keys but those of venues, by id, without their secrets")
            .Gives<Page<KeyDocument>>();
        routes.MapDelete("/v1/admin/keys/{key}", Revoke)
            .For(Whose.Anybody, Scope.Admin)
            .Says(Tag, "revokeKey", "Takes a key back, for ever", "Other processes over the same database refuse it within two seconds.")
            .Gives<Revoked>()
            .Refuses(ProblemCode.NotFound);
    }

    private static async Task<IResult> Issue(Body<KeyRequest> body, KeyDirectory keys, CancellationToken cancellation)
    {
        var (kind, name) = (Kind(body.Value.Kind), Names.Checked("name", body.Value.Name));
        if (name.Length > KeyId.LongestHolder) throw Refusals.Invalid("name_too_long", "name", $"the name is longer than {KeyId.LongestHolder} characters");
        return TypedResults.Ok(await keys.Issue(kind, name, Scopes(kind, body.Value.Scopes), cancellation));
    }

    private static async Task<IResult> List(string? cursor, int? limit, LiveNode node, CancellationToken cancellation) =>
        TypedResults.Ok(Cursors.Page((await node.Access.Keys(cancellation)).Select(key => new KeyDocument(key.KeyId, key.Kind, key.Holder, key.Scopes.Split(' '), key.AddedAtMs, key.RevokedAtMs)), key => key.KeyId, cursor, limit));

    private static async Task<IResult> Revoke(string key, LiveNode node, KeyDirectory keys, CancellationToken cancellation)
    {
        var before = await node.Access.Find(key, cancellation) ?? throw Refusals.NotFound("unknown_key", $"there is no key '{key}'");
        await keys.Revoke(key, cancellation);
        return TypedResults.Ok(new Revoked(key, before.RevokedAtMs is not null));
    }

    private static KeyHolderKind Kind(KeyHolder holder) => holder switch
    {
        KeyHolder.Source => KeyHolderKind.Source,
        KeyHolder.Keeper => KeyHolderKind.Keeper,
        KeyHolder.Owner => KeyHolderKind.Owner,
        KeyHolder.Desk => KeyHolderKind.Desk,
        KeyHolder.Admin => KeyHolderKind.Admin,
        _ => throw new ArgumentOutOfRangeException(nameof(holder), holder, "no holder of a key"),
    };

    private static ImmutableArray<Scope> Scopes(KeyHolderKind kind, IReadOnlyList<string>? names)
    {
        var most = KeyScopes.Of(kind);
        if (names is null) return most;
        ImmutableArray<Scope> scopes = [.. names.Select(ScopeNames.Parse).OfType<Scope>().Distinct()];
        return scopes.Length == names.Count && scopes.Length > 0 && scopes.All(most.Contains)
            ? scopes
            : throw Refusals.Invalid("scopes", "scopes", $"the scopes are not one or more of {string.Join(", ", most.Select(ScopeNames.Of))}, each once");
    }
}
