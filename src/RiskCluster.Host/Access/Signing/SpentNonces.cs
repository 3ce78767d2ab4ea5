using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using RiskCluster.Host.Running;
using RiskCluster.Journal.Access;

namespace RiskCluster.Host.Access.Signing;

/// <summary>
/// Nonces that were used up. All are remembered in memory while a request with them could still be in time; those of requests that change something are durable before the request
/// is acted on, so that no restart and no other process lets them pass again.
/// </summary>
internal sealed class SpentNonces(LiveNode node)
{
    /// <summary>Kept longer than the window, for clocks that step back.</summary>
    private const long KeptMs = 60_000;

    private readonly Lock gate = new();
    // Smaller than the texts, and nothing that a collection has to follow. That two are taken for one is left to chance, as nobody knows the seed, and refuses a request that may be signed again.
    private readonly long seed = BinaryPrimitives.ReadInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(long)));
    private HashSet<UInt128> recent = [];
    private HashSet<UInt128> older = [];
    private long turnedAt = node.Clock.GetTimestamp();

    /// <summary>Spends a nonce in memory.</summary>
    /// <returns>False when it was spent before.</returns>
    public bool TrySpend(string keyId, ReadOnlySpan<char> nonce)
    {
        var hash = Hash(keyId, nonce);
        lock (gate)
        {
            // Two sets that take turns: each nonce is known for one to two minutes, at the cost of one entry.
            if (node.Clock.GetElapsedTime(turnedAt) > TimeSpan.FromMilliseconds(KeptMs))
            {
                (older, recent) = (recent, []);
                turnedAt = node.Clock.GetTimestamp();
            }

            return !older.Contains(hash) && recent.Add(hash);
        }
    }

    /// <summary>Makes a nonce durable that was spent in memory.</summary>
    /// <returns>False when it was durable before.</returns>
    public ValueTask<bool> Keep(UsedNonce nonce, CancellationToken cancellation) => node.Nonces.Remember(nonce with { ExpiresAtMs = nonce.ExpiresAtMs + KeptMs }, cancellation);

    private UInt128 Hash(string keyId, ReadOnlySpan<char> nonce)
    {
        Span<char> text = stackalloc char[keyId.Length + nonce.Length];
        keyId.CopyTo(text);
        nonce.CopyTo(text[keyId.Length..]);
        return XxHash128.HashToUInt128(MemoryMarshal.AsBytes(text), seed);
    }
}
