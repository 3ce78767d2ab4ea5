using System.Collections.Immutable;
using System.Text;
using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Tests.Journals;

/// <summary>The least that writes a stream: knows its head as of its last takeover and append.</summary>
public sealed class EventWriter(IJournal journal, string stream)
{
    public StreamHead Head { get; private set; } = new(stream, 0, 0, HashChain.Start(stream), 0);

    public static async Task<EventWriter> TakingOver(IJournal journal, string stream)
    {
        var writer = new EventWriter(journal, stream);
        await writer.TakeOver();
        return writer;
    }

    public async Task<StreamReplay> TakeOver()
    {
        var replay = await journal.TakeOver(stream, CancellationToken.None);
        Head = replay.Head;
        return replay;
    }

    /// <summary>Appends one event of its own message; on success the writer knows its new head.</summary>
    public Task<AppendOutcome> Append(string key) => Append(Next(key));

    public async Task<AppendOutcome> Append(StreamAppend append)
    {
        var outcome = await journal.Append(append, CancellationToken.None);
        if (outcome == AppendOutcome.Appended) Follow(append);
        return outcome;
    }

    /// <summary>What would be appended next; the bodies are of one message.</summary>
    public StreamAppend Next(string key, params ReadOnlySpan<string> bodies)
    {
        var records = ImmutableArray.CreateBuilder<JournalRecord>();
        var (seq, hash) = (Head.Seq, Head.Hash);
        if (bodies.IsEmpty) bodies = [$$"""{"type":"tried","key":"{{key}}"}"""];
        foreach (var body in bodies)
        {
            var item = new JournalRecord(++seq, Head.Epoch, MessageId.Keyed("test", key), [1, 2, 3], 1000 + seq, Encoding.UTF8.GetBytes(body), null, []);
            if (records.Count == bodies.Length - 1) item = item with { Effects = """[{"type":"told"}]"""u8.ToArray() };
            hash = HashChain.Next(hash, item);
            records.Add(item with { Hash = hash });
        }

        return new(stream, Head.Epoch, Head.Seq, records.ToImmutable());
    }

    public void Follow(StreamAppend append) => Head = Head with { Seq = append.Records[^1].Seq, Hash = append.Records[^1].Hash };
}
