namespace RiskCluster.Journal.Access;

/// <summary>The store of a process that keeps nothing.</summary>
internal sealed class MemoryAccessStore : IAccessStore
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<string, AccessKey> keys = new(StringComparer.Ordinal);
    private readonly Dictionary<(string KeyId, string Nonce), long> nonces = [];

    public ValueTask<AccessKey?> Find(string keyId, CancellationToken cancellation)
    {
        lock (gate) return new(keys.GetValueOrDefault(keyId));
    }

    public ValueTask<IReadOnlyList<AccessKey>> Keys(CancellationToken cancellation)
    {
        lock (gate) return new([.. keys.Values]);
    }

    public ValueTask<bool> Add(AccessKey key, CancellationToken cancellation)
    {
        lock (gate) return new(keys.TryAdd(key.KeyId, key));
    }

    public ValueTask<bool> Revoke(string keyId, long atMs, CancellationToken cancellation)
    {
        lock (gate)
        {
            if (!keys.TryGetValue(keyId, out var key)) return new(false);
            keys[keyId] = key with { RevokedAtMs = key.RevokedAtMs ?? atMs };
            return new(true);
        }
    }

    public ValueTask<bool[]> Remember(IReadOnlyList<UsedNonce> nonces, CancellationToken cancellation)
    {
        lock (gate) return new([.. nonces.Select(item => this.nonces.TryAdd((item.KeyId, item.Nonce), item.ExpiresAtMs))]);
    }

    public ValueTask<int> Purge(long beforeMs, CancellationToken cancellation)
    {
        lock (gate)
        {
            var over = nonces.Where(item => item.Value < beforeMs).Select(item => item.Key).ToList();
            foreach (var key in over) nonces.Remove(key);
            return new(over.Count);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
