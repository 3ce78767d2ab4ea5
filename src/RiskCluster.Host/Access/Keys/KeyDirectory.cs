using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
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
    public async ValueTask<KnownKey?> Find(string keyId, CancellationToken cancellation)
    {
        if (PartsOf(keyId) is not { Id: var id } made) return null;
        if (id.Kind == KeyHolderKind.Venue)
        {
            var venue = (await node.Actors.Venue(id.Holder).Read(fenced: false, cancellation)).State;
            return venue.Keys.TryGetValue(id.Text, out var key) ? new(id, key.SecretHash, made.Caller) : null;
        }

        if (kept.TryGetValue(keyId, out var known) && node.Clock.GetElapsedTime(known.At) < Freshness) return known.Key;
        var asked = node.Clock.GetTimestamp();
        var found = Live(id, await node.Access.Find(keyId, cancellation));
        if (kept.Count >= MostKept) kept.Clear();
        kept[keyId] = (found, asked);
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

    /// <summary>Signs a text with a key's secret, whose hash is the stored one; false when that was made by another pepper.</summary>
    public bool TrySign(KnownKey key, ReadOnlySpan<byte> text, Span<byte> signature)
    {
        if (PartsOf(key.Id.Text) is not { } made || made.SecretHash != key.SecretHash) return false;
        made.Sign(text, signature);
        return true;
    }

    private KeyParts? PartsOf(string keyId)
    {
        if (parts.TryGetValue(keyId, out var known)) return known;
        if (KeyId.Parse(keyId, pepper) is not { } id) return null;
        if (parts.Count >= MostKept) parts.Clear();
        return parts[keyId] = new(id, pepper.Secret(id.Text), pepper.Hash(id.Text), KeyScopes.CallerOf(id, KeyScopes.Of(id.Kind)));
    }

    private static KnownKey? Live(KeyId id, AccessKey? key)
    {
        if (key is null || key.RevokedAtMs is not null) return null;
        ImmutableArray<Scope> scopes = [.. key.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(ScopeNames.Parse).OfType<Scope>()];
        return new(id, key.SecretHash, KeyScopes.CallerOf(id, scopes));
    }

    private IssuedKey Issued(KeyId id) => new(id.Text, Base64Url.EncodeToString(pepper.Secret(id.Text)));

    /// <summary>What follows from an id and the pepper alone: whether the key still is one, its keeper says each time.</summary>
    private sealed record KeyParts(KeyId Id, byte[] Secret, string SecretHash, Caller Caller)
    {
        // A keyed hash costs about as much to make as to use. The next signature takes it again; who comes meanwhile makes one of his own.
        private IncrementalHash? idle;

        public void Sign(ReadOnlySpan<byte> text, Span<byte> signature)
        {
            var hash = Interlocked.Exchange(ref idle, null) ?? IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Secret);
            hash.AppendData(text);
            hash.GetHashAndReset(signature);
            Interlocked.Exchange(ref idle, hash)?.Dispose();
        }
    }
}
