using RiskCluster.Runtime.Journaling;
using RiskCluster.Tests.Journals;

namespace RiskCluster.Journal.Tests;

/// <summary>Two processes believe they own a stream; the old one slept through the takeover and wakes up.</summary>
[Collection(SharedServer.Name)]
public sealed class SplitBrainTests(JournalPlaces places)
{
    private const int TakeOvers = 1000;
    private const int Streams = 20;

    [Theory, OnMemory, OnSqlite, OnPostgres]
    public async Task In_a_thousand_takeovers_no_zombie_is_acknowledged_and_no_fenced_read_is_stale(JournalKind kind)
    {
        await using var place = places.New(kind);
        IJournal[] processes = [await place.Open(), await place.Open()];
        var counts = await Task.WhenAll(Enumerable.Range(0, Streams).Select(i => Task.Run(() => Fight(processes, $"s{i}"))));
        counts.Sum(count => count.TakeOvers).ShouldBe(TakeOvers);
        counts.Sum(count => count.ZombieAcknowledgements).ShouldBe(0);
        counts.Sum(count => count.StaleReads).ShouldBe(0);
        counts.Sum(count => count.ZombieRefusals).ShouldBeGreaterThan(0, "zombies tried");
        counts.Sum(count => count.FencedReads).ShouldBeGreaterThan(0, "reads of living owners are answered");
        var report = await new Verification.JournalVerifier(processes[0]).Verify("", null, CancellationToken.None);
        report.Findings.ShouldBeEmpty();
        report.Events.ShouldBe(counts.Sum(count => count.Acknowledged), "what was acknowledged is all there is");
    }

    private static async Task<Count> Fight(IJournal[] processes, string stream)
    {
        var count = new Count();
        var owner = await EventWriter.TakingOver(processes[0], stream);
        for (var turn = 1; turn <= TakeOvers / Streams; turn++)
        {
            if (await owner.Append($"{turn}a") == AppendOutcome.Appended) count.Acknowledged++;
            // The owner sleeps here, with an append decided; half of them send it in the very moment of the takeover.
            var zombie = owner;
            var decided = zombie.Next($"{turn}z");
            var journal = processes[turn % 2];
            var racing = turn % 2 == 0 ? zombie.Append(decided) : null;
            owner = await EventWriter.TakingOver(journal, stream);
            count.TakeOvers++;
            if (racing is not null && await racing == AppendOutcome.Appended)
            {
                // Before the takeover after all: then the successor has seen it.
                count.Acknowledged++;
                if (owner.Head.Seq != decided.Records[^1].Seq) count.ZombieAcknowledgements++;
            }

            if (await owner.Append($"{turn}b") == AppendOutcome.Appended) count.Acknowledged++;
            await Wake(zombie, processes[(turn + 1) % 2], stream, owner, count);
        }

        return count;
    }

    private static async Task Wake(EventWriter zombie, IJournal journal, string stream, EventWriter owner, Count count)
    {
        if (await FencedRead(zombie, journal, stream) is not null) count.StaleReads++;
        if (await FencedRead(owner, journal, stream) == owner.Head.Seq) count.FencedReads++;
        else count.StaleReads++;
        if (await zombie.Append("zombie") == AppendOutcome.Appended) count.ZombieAcknowledgements++;
        else count.ZombieRefusals++;
    }

    /// <summary>Answers from memory if the journal says that this memory is still the owner's.</summary>
    private static async Task<long?> FencedRead(EventWriter writer, IJournal journal, string stream)
    {
        var seen = writer.Head.Seq;
        var heads = await journal.Heads([stream], CancellationToken.None);
        return heads[0].Epoch == writer.Head.Epoch ? seen : null;
    }

    private sealed class Count
    {
        public int TakeOvers { get; set; }

        public int Acknowledged { get; set; }

        public int ZombieAcknowledgements { get; set; }

        public int ZombieRefusals { get; set; }

        public int FencedReads { get; set; }

        public int StaleReads { get; set; }
    }
}
