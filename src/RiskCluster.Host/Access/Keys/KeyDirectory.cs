using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using RiskCluster.Contracts.Venues;
using RiskCluster.Core.Turns;
using RiskCluster.Core.Venues;
using RiskCluster.Host.Answers;
using RiskCluster.Host.Running;
using RiskCluster.Journal.Access;

namespace RiskCluster.Host.Access.Keys;

/// <summary>
/// All keys: venues keep their own, the others are in the access store. A key that another process revokes is refused here within <see cref="Freshness"/>; one revoked here, at once.
/// </summary>
internal sealed class KeyDirectory(LiveNode node, Pepper pepper)
{
    /// <summary>How long a key of the store is believed without asking again.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(2);

    private const int MostKept = 10_000;
    private readonly ConcurrentDictionary<string, (KnownKey? Key, long At)> kept = new(StringComparer.Ordinal);

    // Five hashes a request otherwise. Only ids that were given out come this far, so nobody fills it with others.
    private readonly ConcurrentDictionary<string, KeyParts> parts = new(StringComparer.Ordinal);

    /// <summary>A live key; null when there is none of that id.</summary>
    public async ValueTask<KnownKey?> Find(ReadOnlyMemory<char> keyId, CancellationToken cancellation)
    {
        if (PartsOf(keyId.Span) is not { Id: var id } made) return null;
        if (id.Kind == KeyHolderKind.Venue)
        {
            var venue = (await node.Actors.Venue(id.Holder).Read(fenced: false, cancellation)).State;
            return venue.Keys.TryGetValue(id.Text, out var key) ? made.Live(key.SecretHash) : null;
        }

        if (kept.TryGetValue(id.Text, out var known) && node.Clock.GetElapsedTime(known.At) < Freshness) return known.Key;
        var asked = node.Clock.GetTimestamp();
        var found = Live(made, await node.Access.Find(id.Text, cancellation));
        if (kept.Count >= MostKept) kept.Clear();
        kept[id.Text] = (found, asked);
        return found;
    }

    /// <summary>A new key of a venue.</summary>
    /// <exception cref="RefusedException">The venue refuses it.</exception>
    public async ValueTask<IssuedKey> IssueToVenue(string venue, string by, CancellationToken cancellation)
    {
        var id = KeyId.New(KeyHolderKind.Venue, venue, pepper);
        await Told.Accepted(node.Actors.Venue(venue).Tell(new(MessageId.Keyed(by, id.Text), new VenueCommand.AddKey(id.Text, pepper.Hash(id.Text))), cancellation));
        return Issued(id);
    }

    /// <summary>A new key of somebody who is no venue.</summary>
    public async ValueTask<IssuedKey> Issue(KeyHolderKind kind, string holder, ImmutableArray<Scope> scopes, CancellationToken cancellation)
    {
        var id = KeyId.New(kind, holder, pepper);
        var key = new AccessKey(id.Text, pepper.Hash(id.Text), Reasons.Of(kind), holder, string.Join(' ', scopes.Select(ScopeNames.Of)), node.NowMs);
        if (!await node.Access.Add(key, cancellation)) throw new InvalidOperationException("a new key's id is taken");
        return Issued(id);
    }

    /// <summary>Takes a key back that is no venue's; false when there is none of that id.</summary>
    public async ValueTask<bool> Revoke(string keyId, CancellationToken cancellation)
    {
        var isThere = await node.Access.Revoke(keyId, node.NowMs, cancellation);
        kept.TryRemove(keyId, out _);
        return isThere;
    }

    private KeyParts? PartsOf(ReadOnlySpan<char> keyId)
    {
        if (parts.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(keyId, out var known)) return known;
        if (KeyId.Parse(keyId.ToString(), pepper) is not { } id) return null;
        if (parts.Count >= MostKept) parts.Clear();
        return parts[id.Text] = new(id, pepper.Secret(id.Text), pepper.Hash(id.Text), KeyScopes.CallerOf(id, KeyScopes.Of(id.Kind)));
    }

    private static KnownKey? Live(KeyParts made, AccessKey? key)
    {
        if (key is null || key.RevokedAtMs is not null) return null;
        ImmutableArray<Scope> scopes = [.. key.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(ScopeNames.Parse).OfType<Scope>()];
        return new(made, key.SecretHash, KeyScopes.CallerOf(made.Id, scopes));
    }

    private IssuedKey Issued(KeyId id) => new(id.Text, Base64Url.EncodeToString(pepper.Secret(id.Text)));
}
