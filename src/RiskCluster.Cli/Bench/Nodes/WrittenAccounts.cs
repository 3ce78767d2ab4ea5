using System.Collections.Immutable;
using System.Globalization;
using RiskCluster.Core.Accounts;
using RiskCluster.Core.Json;
using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Cli.Bench.Nodes;

/// <summary>Histories of many accounts straight into a journal, as nodes would have written them over the years.</summary>
internal static class WrittenAccounts
{
    private const int AtOnce = 250;

    /// <summary>Accounts that hold nothing any more: one event each, asleep.</summary>
    public static Task Dormant(IJournal journal, string venue, int count)
    {
        ImmutableArray<AccountEvent> flat = [new AccountEvent.CollateralSet(1, 1, 0, [])];
        return Write(journal, venue, count, (_, _) => flat, isAwake: false);
    }

    /// <summary>Appends so many position updates to each of so many accounts.</summary>
    /// <param name="journal">Where.</param>
    /// <param name="venue">Their venue.</param>
    /// <param name="count">How many accounts.</param>
    /// <param name="updates">How many each.</param>
    /// <param name="instrument">What an account's update with a sequence is of.</param>
    public static Task Updates(IJournal journal, string venue, int count, int updates, Func<long, string> instrument) => Write(
        journal,
        venue,
        count,
        (number, head) => [.. Enumerable.Range(1, updates).Select(step => (AccountEvent)new AccountEvent.PositionsApplied(1, head + step, [new(instrument(number + head + step), head + step)]))],
        isAwake: true);

    private static async Task Write(IJournal journal, string venue, int count, Func<int, long, ImmutableArray<AccountEvent>> events, bool isAwake)
    {
        foreach (var some in Enumerable.Range(0, count).Chunk(AtOnce))
        {
            var numbers = some.ToDictionary(number => $"{ActorKind.Account}:{venue}/{number.ToString(CultureInfo.InvariantCulture)}");
            var appends = new List<Task<AppendOutcome>>(AtOnce);
            await foreach (var replay in journal.TakeOver(numbers.Keys, CancellationToken.None))
            {
                var records = Records(replay.Head, events(numbers[replay.Head.Stream], replay.Head.Seq));
                appends.Add(journal.Append(new(replay.Head.Stream, replay.Head.Epoch, replay.Head.Seq, records, isAwake), CancellationToken.None).AsTask());
            }

            await Task.WhenAll(appends);
        }
    }

    private static ImmutableArray<JournalRecord> Records(StreamHead head, ImmutableArray<AccountEvent> events)
    {
        var records = ImmutableArray.CreateBuilder<JournalRecord>(events.Length);
        var (seq, hash) = (head.Seq, head.Hash);
        foreach (var happened in events)
        {
            var item = new JournalRecord(++seq, head.Epoch, MessageId.Ordered("venue", seq), new byte[HashChain.Size], 0, CoreJson.Write(happened), null, []);
            hash = HashChain.Next(hash, item);
            records.Add(item with { Hash = hash });
        }

        return records.MoveToImmutable();
    }
}
