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
    private HashSet<(string KeyId, string Nonce)> recent = [];
    private HashSet<(string KeyId, string Nonce)> older = [];
    private long turnedAt = node.Clock.GetTimestamp();

    /// <summary>Spends a nonce.</summary>
    /// <param name="nonce">It.</param>
    /// <param name="durable">Whether the request changes something.</param>
    /// <param name="cancellation">Gives up; the nonce is spent then.</param>
    /// <returns>False when it was spent before.</returns>
    public async ValueTask<bool> Spend(UsedNonce nonce, bool durable, CancellationToken cancellation)
    {
        if (!IsNewHere((nonce.KeyId, nonce.Nonce))) return false;
        return !durable || await Keep(nonce, cancellation);
    }

    /// <summary>Makes a nonce durable that was spent in memory alone.</summary>
    /// <returns>False when it was durable before.</returns>
    public ValueTask<bool> Keep(UsedNonce nonce, CancellationToken cancellation) => node.Nonces.Remember(nonce with { ExpiresAtMs = nonce.ExpiresAtMs + KeptMs }, cancellation);

    // Two sets that take turns: each nonce is known for one to two minutes, at the cost of one entry.
    private bool IsNewHere((string KeyId, string Nonce) nonce)
    {
        lock (gate)
        {
            if (node.Clock.GetElapsedTime(turnedAt) > TimeSpan.FromMilliseconds(KeptMs))
            {
                (older, recent) = (recent, []);
                turnedAt = node.Clock.GetTimestamp();
            }

            return !older.Contains(nonce) && recent.Add(nonce);
        }
    }
}
