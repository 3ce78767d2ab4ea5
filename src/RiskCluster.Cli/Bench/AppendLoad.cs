using System.Diagnostics;
using System.Text;
using RiskCluster.Core.Turns;
using RiskCluster.Journal;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Cli.Bench;

/// <summary>What so many writers got, each waiting for its acknowledgement before the next append.</summary>
/// <param name="Writers">How many.</param>
/// <param name="RowsPerSecond">Acknowledged appends of one event a second.</param>
/// <param name="MedianMs">Half waited no longer.</param>
/// <param name="Percentile99Ms">99 of 100 waited no longer.</param>
internal sealed record AppendLoad(int Writers, double RowsPerSecond, double MedianMs, double Percentile99Ms)
{
    private const int WarmUpShare = 4;
    private static readonly byte[] Body = Encoding.UTF8.GetBytes($$"""{"type":"positions_applied","changes":[{"instrument":"BTC-27MAR26-78000-C","size":"12.5","price":"0.0415"}],"note":"{{new string('x', 120)}}"}""");

    /// <summary>Through a journal, commits shared.</summary>
    public static async Task<AppendLoad> Grouped(string address, int writers, double seconds)
    {
        await using var journal = await JournalFactory.Open(address, CancellationToken.None);
        var names = Enumerable.Range(0, writers).Select(Stream).ToList();
        var heads = await journal.TakeOver(names, CancellationToken.None).ToDictionaryAsync(replay => replay.Head.Stream, replay => replay.Head);
        return await Run(writers, seconds, async (writer, item) =>
        {
            var head = heads[names[writer]];
            var next = Next(item, head.Epoch, head.Seq + 1, head.Hash);
            if (await journal.Append(new StreamAppend(head.Stream, head.Epoch, head.Seq, [next]), CancellationToken.None) != AppendOutcome.Appended) throw new InvalidOperationException("fenced");
            // Each writer changes its own entry, and none is added.
            heads[names[writer]] = head with { Seq = next.Seq, Hash = next.Hash };
        });
    }

    /// <summary>A transaction each.</summary>
    /// <param name="single">Where.</param>
    /// <param name="writers">How many, a stream each.</param>
    /// <param name="seconds">How long, after a warm-up.</param>
    /// <param name="first">Number of the first stream; none may be there already.</param>
    public static async Task<AppendLoad> Single(ISingleRow single, int writers, double seconds, int first = 0)
    {
        var hashes = new byte[writers][];
        for (var i = 0; i < writers; i++)
        {
            await single.Create(Stream(first + i));
            hashes[i] = HashChain.Start(Stream(first + i));
        }

        return await Run(writers, seconds, async (writer, item) =>
        {
            var next = Next(item, 1, item + 1, hashes[writer]);
            await single.Append(writer, Stream(first + writer), next);
            hashes[writer] = next.Hash;
        });
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{RowsPerSecond:0} rows/s, p50 {MedianMs:0.00} ms, p99 {Percentile99Ms:0.00} ms");

    private static string Stream(int writer) => $"bench{writer}";

    private static JournalRecord Next(long item, long epoch, long seq, byte[] hash)
    {
        var next = new JournalRecord(seq, epoch, MessageId.Ordered("bench", item + 1), hash, 1_770_220_800_000, Body, null, []);
        return next with { Hash = HashChain.Next(hash, next) };
    }

    /// <summary>So many writers, each of which waits for its acknowledgement before its next.</summary>
    /// <param name="writers">How many.</param>
    /// <param name="seconds">How long, after a warm-up.</param>
    /// <param name="append">What a writer does, with its number and how often it has before.</param>
    public static async Task<AppendLoad> Run(int writers, double seconds, Func<int, long, Task> append)
    {
        var started = Stopwatch.GetTimestamp();
        var warmUntil = started + (long)(seconds / WarmUpShare * Stopwatch.Frequency);
        var until = warmUntil + (long)(seconds * Stopwatch.Frequency);
        var times = await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(async () =>
        {
            var waits = new List<double>();
            for (long item = 0; ; item++)
            {
                var sent = Stopwatch.GetTimestamp();
                await append(writer, item);
                var now = Stopwatch.GetTimestamp();
                if (now > until) return waits;
                if (sent >= warmUntil) waits.Add(1000.0 * (now - sent) / Stopwatch.Frequency);
            }
        })));
        var all = times.SelectMany(waits => waits).Order().ToArray();
        // A machine that is busy elsewhere may let nobody through: a rate of 0, and the bar is measured again.
        if (all.Length == 0) return new(writers, 0, double.NaN, double.NaN);
        return new(writers, all.Length / seconds, all[all.Length / 2], all[all.Length * 99 / 100]);
    }
}
