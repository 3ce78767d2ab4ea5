using RiskCluster.Runtime.Histories;

namespace RiskCluster.Runtime.Tests;

/// <summary>The checker finds each kind of fault in a history that is otherwise good, and nothing in a good one.</summary>
public sealed class HistoryCheckerTests
{
    private static readonly HistoryUpdate[] Updates =
    [
        new("s", "a", 10, 20, [1]),
        new("s", "b", 15, 30, [2]),
        new("s", "c", 16, 40, [3, 3]), // Delivered again, answered alike.
        new("s", "d", 50, null, []), // Never answered; in the journal.
        new("s", "e", 51, null, []), // Never answered; nowhere.
        new("s", "f", 60, 70, [5]),
        new("other", "a", 10, 20, [1]),
    ];

    private static readonly HistoryRead[] Reads = [new("s", 5, 90, 0), new("s", 21, 22, 1), new("s", 45, 46, 4), new("s", 71, 72, 5), new("other", 1, 2, 0)];

    private static readonly HistoryEvent[] Events = [new("s", 1, "a"), new("s", 2, "b"), new("s", 3, "c"), new("s", 4, "d"), new("s", 5, "f"), new("other", 1, "a")];

    [Fact]
    public void A_good_history_has_no_fault() => HistoryChecker.Check(Updates, Reads, Events).ShouldBeEmpty();

    [Fact]
    public void Each_fault_is_found()
    {
        ShouldFind(HistoryFault.Lost, Updates, Reads, [.. Events.Where(item => item.Message != "f")]);
        ShouldFind(HistoryFault.Lost, Updates, Reads, [.. Events.Where(item => item.Stream != "other")]);
        ShouldFind(HistoryFault.Lost, Updates, Reads, [.. Events.Select(item => item.Seq == 2 ? item with { Message = "e" } : item)]);
        ShouldFind(HistoryFault.AppliedTwice, Updates, Reads, [.. Events, new("s", 6, "d")]);
        ShouldFind(HistoryFault.Gap, Updates, Reads, [.. Events.Where(item => item.Message != "d")]);
        ShouldFind(HistoryFault.Gap, Updates, Reads, [.. Events, new("s", 4, "e")]);
        ShouldFind(HistoryFault.SeqReused, [.. Updates, new("s", "g", 10, 80, [5])], Reads, Events);
        ShouldFind(HistoryFault.SeqReused, [.. Updates, new("s", "g", 10, 80, [6, 7])], Reads, [.. Events, new("s", 6, "g"), new("s", 7, "g")]);
        ShouldFind(HistoryFault.OutOfOrder, [.. Updates.Select(update => update.Message == "f" ? update with { InvokedAt = 5, ReturnedAt = 8 } : update)], [], Events);
        ShouldFind(HistoryFault.StaleRead, Updates, [.. Reads, new("s", 80, 81, 4)], Events);
        ShouldFind(HistoryFault.StaleRead, Updates, [new("s", 41, 42, 4), new("s", 43, 44, 3)], Events);
        ShouldFind(HistoryFault.DirtyRead, Updates, [.. Reads, new("s", 80, 81, 6)], Events);
        ShouldFind(HistoryFault.Invented, Updates, Reads, [.. Events, new("s", 6, "z")]);
    }

    [Fact]
    public void Overlapping_updates_may_come_in_any_order() =>
        HistoryChecker.Check([new("s", "a", 10, 30, [2]), new("s", "b", 29, 40, [1])], [new("s", 30, 31, 1)], [new("s", 1, "b"), new("s", 2, "a")]).ShouldBeEmpty();

    [Fact]
    public void A_read_that_overlaps_an_acknowledgement_may_miss_it() =>
        HistoryChecker.Check([new("s", "a", 10, 30, [1])], [new("s", 30, 31, 0), new("s", 29, 50, 0)], [new("s", 1, "a")]).ShouldBeEmpty();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_long_linear_history_is_good_and_any_event_taken_out_of_it_is_missed(int seed)
    {
        var random = new Random(seed);
        var updates = new List<HistoryUpdate>();
        var reads = new List<HistoryRead>();
        var events = new List<HistoryEvent>();
        for (var n = 1; n <= 2000; n++)
        {
            // Takes effect at 100 n; invoked up to 500 before, answered up to 500 after.
            var at = 100L * n;
            updates.Add(new("s", $"{n}", at - random.Next(500), at + random.Next(500), [n]));
            events.Add(new("s", n, $"{n}"));
            reads.Add(new("s", at - random.Next(500), at + random.Next(500) + 1, n));
        }

        HistoryChecker.Check(updates, reads, events).ShouldBeEmpty();
        events.RemoveAt(random.Next(events.Count));
        ShouldFind(HistoryFault.Lost, updates, reads, events);
    }

    private static void ShouldFind(HistoryFault fault, IReadOnlyCollection<HistoryUpdate> updates, IReadOnlyCollection<HistoryRead> reads, IReadOnlyCollection<HistoryEvent> events) =>
        HistoryChecker.Check(updates, reads, events).Select(finding => finding.Fault).ShouldContain(fault);
}
