using System.Text;
using RiskCluster.Core.Turns;
using RiskCluster.Core.Venues;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Embedded;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Runtime.Tests.Actors;

/// <summary>Replay from the first event and from the snapshot give one state; whoever changes a snapshot or writes what the rules do not know is found.</summary>
public sealed class ReplayProofTests
{
    private const string Stream = "Venue:aevo";

    [Fact]
    public async Task Both_ways_give_the_state_that_the_actor_had()
    {
        await using var journal = await Written();
        var verdict = await Prove(journal);
        (verdict.Kind, verdict.Seq, verdict.Problem).ShouldBe((ReplayKind.FromZeroAndSnapshot, 2, null));
        var snapshot = (await journal.ReadSnapshot(Stream, default))!;
        verdict.StateHash.ShouldBe(System.Security.Cryptography.SHA256.HashData(snapshot.State), "the snapshot is of the last event");
    }

    [Theory]
    [InlineData("ethereum", "base", "does not give the state")]
    [InlineData("\"inbox\"", "\"outbox\"", "cannot be replayed")]
    public async Task A_snapshot_that_was_changed_is_found(string find, string put, string problem)
    {
        await using var journal = await Written();
        var snapshot = (await journal.ReadSnapshot(Stream, default))!;
        var text = Encoding.UTF8.GetString(snapshot.State);
        text.ShouldContain(find);
        await journal.SaveSnapshot(snapshot with { State = Encoding.UTF8.GetBytes(text.Replace(find, put, StringComparison.Ordinal)) }, default);
        var verdict = await Prove(journal);
        verdict.Seq.ShouldBe(2);
        verdict.Problem.ShouldNotBeNull().ShouldContain(problem);
    }

    [Fact]
    public async Task A_snapshot_of_other_rules_is_left_aside_as_every_cell_does()
    {
        await using var journal = await Written();
        var snapshot = (await journal.ReadSnapshot(Stream, default))!;
        await journal.SaveSnapshot(snapshot with { RulesVersion = "another", State = "{}"u8.ToArray() }, default);
        var verdict = await Prove(journal);
        (verdict.Kind, verdict.Problem).ShouldBe((ReplayKind.FromZero, null));
    }

    [Fact]
    public async Task An_event_that_the_rules_do_not_know_is_named()
    {
        await using var journal = await Written();
        var replay = await journal.TakeOver(Stream, default);
        var item = new JournalRecord(3, replay.Head.Epoch, MessageId.Keyed("x", "1"), new byte[32], 0, "{\"type\":\"moved_to_mars\"}"u8.ToArray(), null, []);
        item = item with { Hash = HashChain.Next(replay.Head.Hash, item) };
        await journal.Append(new(Stream, replay.Head.Epoch, 2, [item]), default);
        var verdict = await Prove(journal);
        verdict.Seq.ShouldBe(3);
        verdict.Problem.ShouldNotBeNull().ShouldStartWith("cannot be replayed");
    }

    [Theory]
    [InlineData("Moon:system")]
    [InlineData("notes")]
    public async Task Streams_of_no_actor_are_said_to_be_so(string stream)
    {
        await using var journal = new MemoryJournal();
        var head = (await journal.TakeOver(stream, default)).Head;
        (await ReplayProof.Of(journal, head, default)).Kind.ShouldBe(ReplayKind.Unknown);
    }

    private static async Task<ReplayVerdict> Prove(MemoryJournal journal) => await ReplayProof.Of(journal, (await journal.Heads([Stream], default))[0], default);

    private static async Task<MemoryJournal> Written()
    {
        var journal = new MemoryJournal();
        await using var engine = new EmbeddedEngine(journal, null, new(), new());
        VenueCommand[] commands = [new VenueCommand.Register(new(VenueKind.CentralBook, "ethereum", "USDC", "aevo")), new VenueCommand.ListInstruments(["BTC-PERPETUAL"], [])];
        for (var i = 0; i < commands.Length; i++) (await engine.Venue("aevo").Tell(new(MessageId.Keyed("operator", $"{i}"), commands[i]), default)).IsAccepted.ShouldBeTrue();
        return journal;
    }
}
