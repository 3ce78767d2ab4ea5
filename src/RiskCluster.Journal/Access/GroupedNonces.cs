using System.Threading.Channels;

namespace RiskCluster.Journal.Access;

/// <summary>Notes nonces for many requests at a time: while one commit is under way, the next ones gather.</summary>
public sealed class GroupedNonces : IAsyncDisposable
{
    private const int MostWaiting = 8192;
    private const int MostACommit = 1000;
    private static readonly TimeSpan PurgeEvery = TimeSpan.FromMinutes(1);

    private readonly IAccessStore store;
    private readonly TimeProvider clock;
    private readonly Channel<(UsedNonce Nonce, TaskCompletionSource<bool> Answer)> waiting =
        Channel.CreateBounded<(UsedNonce, TaskCompletionSource<bool>)>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });

    private readonly Task running;
    private long purgedAt;

    /// <summary>Nonces of a store; whoever gave it closes it, afterwards.</summary>
    public GroupedNonces(IAccessStore store, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(clock);
        (this.store, this.clock) = (store, clock);
        purgedAt = clock.GetTimestamp();
        running = Task.Run(Run);
    }

    /// <summary>Notes a nonce; when it answers, the note is durable.</summary>
    /// <returns>False when it had been noted before.</returns>
    /// <exception cref="Runtime.Journaling.JournalUnavailableException">It cannot be noted; whether it was is not known.</exception>
    public async ValueTask<bool> Remember(UsedNonce nonce, CancellationToken cancellation)
    {
        var answer = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        await waiting.Writer.WriteAsync((nonce, answer), cancellation);
        return await answer.Task.WaitAsync(cancellation);
    }

    /// <summary>Notes what waits, and takes no more.</summary>
    public async ValueTask DisposeAsync()
    {
        waiting.Writer.TryComplete();
        await running;
    }

    private async Task Run()
    {
        var group = new List<(UsedNonce Nonce, TaskCompletionSource<bool> Answer)>();
        while (await waiting.Reader.WaitToReadAsync())
        {
            while (group.Count < MostACommit && waiting.Reader.TryRead(out var item)) group.Add(item);
            await Commit(group);
            group.Clear();
        }
    }

    private async Task Commit(List<(UsedNonce Nonce, TaskCompletionSource<bool> Answer)> group)
    {
        try
        {
            var isNew = await store.Remember(group.ConvertAll(item => item.Nonce), CancellationToken.None);
            for (var i = 0; i < isNew.Length; i++) group[i].Answer.SetResult(isNew[i]);
            if (clock.GetElapsedTime(purgedAt) < PurgeEvery) return;
            purgedAt = clock.GetTimestamp();
            await store.Purge(clock.GetUtcNow().ToUnixTimeMilliseconds(), CancellationToken.None);
        }
        catch (Exception problem)
        {
            foreach (var (_, answer) in group) answer.TrySetException(problem);
        }
    }
}
