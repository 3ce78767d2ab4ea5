namespace RiskCluster.Journal.Access;

/// <summary>Keys of those who are no venue, and the nonces of signed requests. Everything it says is durable. Safe to call from any thread.</summary>
/// <remarks>Every member throws <see cref="Runtime.Journaling.JournalUnavailableException"/> when the store cannot be reached.</remarks>
public interface IAccessStore : IAsyncDisposable
{
    /// <summary>A key, live or revoked; null when there is none of that id.</summary>
    ValueTask<AccessKey?> Find(string keyId, CancellationToken cancellation);

    /// <summary>All keys, by id.</summary>
    ValueTask<IReadOnlyList<AccessKey>> Keys(CancellationToken cancellation);

    /// <summary>Adds a key; false, and nothing changes, when its id is there.</summary>
    ValueTask<bool> Add(AccessKey key, CancellationToken cancellation);

    /// <summary>Takes a key back for ever; false when there is none of that id. The first time counts.</summary>
    ValueTask<bool> Revoke(string keyId, long atMs, CancellationToken cancellation);

    /// <summary>Notes nonces, all in one commit.</summary>
    /// <returns>For each whether it is new: of the same one twice, within the list or ever, only the first is.</returns>
    ValueTask<bool[]> Remember(IReadOnlyList<UsedNonce> nonces, CancellationToken cancellation);

    /// <summary>Forgets nonces that expired before a time.</summary>
    /// <returns>How many.</returns>
    ValueTask<int> Purge(long beforeMs, CancellationToken cancellation);
}
