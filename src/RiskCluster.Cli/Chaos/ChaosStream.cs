using System.Text;
using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Cli.Chaos;

/// <summary>One stream of the writer that is killed: an update a message, recognised when it comes again. After anything but a plain acknowledgement its memory is worth nothing and it takes the stream over anew.</summary>
internal sealed class ChaosStream(IJournal journal, string stream) : IDisposable
{
    private static readonly byte[] CommandHash = new byte[HashChain.Size];
    private readonly SemaphoreSlim turn = new(1);
    private readonly Dictionary<string, long> seqs = [];
    private StreamHead? head;

    /// <summary>Starts from a replay.</summary>
    public void Load(StreamReplay replay)
    {
        seqs.Clear();
        foreach (var item in replay.Tail) seqs[item.Message.Key] = item.Seq;
        head = replay.Head;
    }

    /// <summary>The number of the update's event, new or from its first delivery; null when it is not known to be durable.</summary>
    public Task<long?> Update(string key) => InTurn(async owned =>
    {
        if (seqs.TryGetValue(key, out var known)) return known;
        var item = new JournalRecord(owned.Seq + 1, owned.Epoch, MessageId.Keyed("chaos", key), CommandHash, Environment.TickCount64, Encoding.UTF8.GetBytes($$"""{"type":"updated","key":"{{key}}"}"""), null, []);
        item = item with { Hash = HashChain.Next(owned.Hash, item) };
        head = null; // Until the outcome is known.
        if (await journal.Append(new StreamAppend(stream, owned.Epoch, owned.Seq, [item]), CancellationToken.None) != AppendOutcome.Appended) return null;
        head = owned with { Seq = item.Seq, Hash = item.Hash };
        seqs[key] = item.Seq;
        return item.Seq;
    });

    /// <summary>A fenced read: the last event in memory, if the journal says that this memory is still the owner's.</summary>
    public Task<long?> Read() => InTurn(async owned =>
    {
        var heads = await journal.Heads([stream], CancellationToken.None);
        if (heads.Count == 1 && heads[0].Epoch == owned.Epoch) return owned.Seq;
        head = null;
        return (long?)null;
    });

    public void Dispose() => turn.Dispose();

    private async Task<long?> InTurn(Func<StreamHead, Task<long?>> body)
    {
        await turn.WaitAsync();
        try
        {
            if (head is null) Load(await journal.TakeOver(stream, CancellationToken.None));
            return await body(head!);
        }
        catch (JournalUnavailableException)
        {
            head = null;
            return null;
        }
        finally
        {
            turn.Release();
        }
    }
}
