using System.Text;
using FsCheck;
using FsCheck.Fluent;
using RiskCluster.Core.Json;
using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Runtime.Tests.Actors;

/// <summary>An actor comes back from the journal as it was: from the first event, from any snapshot, and never from a wrong one.</summary>
public sealed class ReplayTests
{
    [Fact]
    public void Replay_from_zero_and_from_a_snapshot_give_the_state_hash_of_the_live_cell()
    {
        var messages = Gen.Choose(0, 9).Select(kind => kind switch
        {
            < 4 => (Func<long, Message<TallyCommand>>)(next => TallyRig.Add(next, next, times: (int)(next % 3) + 1)),
            4 => next => TallyRig.Add(next + 5, 1, $"early{next}"),
            5 => next => TallyRig.Ordered("Portfolio:x", next * 7, new TallyCommand.Receive($"r{next}")),
            6 => next => TallyRig.Keyed($"pass{next % 4}", new TallyCommand.PassOn(["b", "c"], $"p{next % 4}")),
            7 => next => TallyRig.Keyed($"bug{next}", new TallyCommand.Fail(next % 2 == 0)),
            8 => next => TallyRig.Add(Math.Max(1, next - 1), next - 1, times: (int)((next - 1) % 3) + 1),
            _ => next => TallyRig.Keyed("same", new TallyCommand.Receive("same")),
        }).ListOf();
        Prop.ForAll(messages.ToArbitrary(), list => SameAfterReplay([.. list]).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(150));
    }

    [Fact]
    public async Task A_snapshot_saves_reading_the_events_before_it()
    {
        var rig = new TallyRig();
        var options = new CellOptions { SnapshotEvery = 10 };
        var cell = rig.Cell(options: options);
        for (var i = 1; i <= 25; i++) await cell.Tell(TallyRig.Add(i), default);
        var replay = await rig.Journal.TakeOver(TallyRig.Stream(), default);
        replay.Snapshot!.Seq.ShouldBe(20);
        replay.Tail.Length.ShouldBe(5);

        var other = rig.Cell(options: options);
        var reads = rig.Journal.Reads;
        (await other.Tell(TallyRig.Add(26), default)).Head.ShouldBe(26);
        (rig.Journal.Reads - reads).ShouldBeLessThanOrEqualTo(1, "the effects after the mark, but no events");
        (await other.Read(false, default)).State.Total.ShouldBe(26);
    }

    [Fact]
    public async Task A_cell_put_to_rest_leaves_a_snapshot()
    {
        var rig = new TallyRig();
        var cell = rig.Cell();
        await cell.Tell(TallyRig.Add(1), default);
        await cell.Passivate();
        cell.IsActive.ShouldBeFalse();
        (await rig.Journal.ReadSnapshot(TallyRig.Stream(), default))!.Seq.ShouldBe(1);
        (await cell.Tell(TallyRig.Add(2), default)).Head.ShouldBe(2);
    }

    [Theory]
    [InlineData("rules")]
    [InlineData("chain")]
    public async Task A_snapshot_that_does_not_fit_is_not_believed(string fault)
    {
        var rig = new TallyRig();
        rig.Journal.ChangeSnapshot = snapshot => snapshot with
        {
            RulesVersion = fault == "rules" ? "others" : snapshot.RulesVersion,
            Hash = fault == "chain" ? [.. snapshot.Hash.Reverse()] : snapshot.Hash,
            State = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(snapshot.State).Replace("\"total\":3", "\"total\":300", StringComparison.Ordinal)),
        };
        var cell = rig.Cell(options: new() { SnapshotEvery = 3 });
        for (var i = 1; i <= 4; i++) await cell.Tell(TallyRig.Add(i), default);
        (await rig.Journal.ReadSnapshot(TallyRig.Stream(), default)).ShouldNotBeNull();
        var other = rig.Cell();
        await other.Activate(null);
        (await other.Read(false, default)).State.Total.ShouldBe(4);
    }

    [Fact]
    public async Task A_stream_that_was_tampered_with_is_not_served()
    {
        var rig = new TallyRig();
        await rig.Journal.TakeOver(TallyRig.Stream(), default);
        var forged = new JournalRecord(1, 1, MessageId.Keyed("x", "y"), new byte[32], 0, CoreJson.Write<TallyEvent>(new TallyEvent.Added(1, 1_000)), null, new byte[32]);
        await rig.Journal.Append(new(TallyRig.Stream(), 1, 0, [forged]), default);
        (await Should.ThrowAsync<ActorUnavailableException>(async () => await rig.Cell().Activate(null))).Message.ShouldContain("event 1 breaks the chain");
    }

    [Fact]
    public async Task Effects_after_the_mark_are_handed_over_again_and_those_before_are_not()
    {
        var rig = new TallyRig();
        var cell = rig.Cell(options: new() { SnapshotEvery = 2 });
        for (var i = 1; i <= 5; i++) await cell.Tell(TallyRig.Keyed($"k{i}", new TallyCommand.PassOn(["b"], $"t{i}")), default);
        await rig.Journal.MarkDelivered(TallyRig.Stream(), 1, 2, default);
        rig.Outbox.Posted.Clear();

        await rig.Cell().Activate(null);
        rig.Outbox.Posted.Select(batch => batch.Seq).ShouldBe([3, 4, 5]);
        rig.Outbox.Posted.ShouldAllBe(batch => batch.Epoch == 2);
    }

    private static async Task<bool> SameAfterReplay(Func<long, Message<TallyCommand>>[] messages)
    {
        var rig = new TallyRig();
        var cell = rig.Cell(options: new() { SnapshotEvery = 4 });
        await cell.Activate(null);
        foreach (var message in messages) await cell.Tell(message((cell.IsActive ? (await cell.Read(false, default)).State.LastNumber : 0) + 1), default);
        await cell.Activate(null);
        var live = (await cell.Read(false, default)).State;

        var replay = await rig.Journal.TakeOver(TallyRig.Stream(), default);
        var fromZero = new CellFold<TallyMachine, TallyState, TallyCommand, TallyEvent, TallyEffect>(cell.Address);
        foreach (var item in await rig.Records()) fromZero.Add(item);
        var hash = fromZero.Finish().StateHash();
        if (replay.Snapshot is { } snapshot)
        {
            var fromSnapshot = new CellFold<TallyMachine, TallyState, TallyCommand, TallyEvent, TallyEffect>(snapshot);
            foreach (var item in replay.Tail) fromSnapshot.Add(item);
            fromSnapshot.Finish().StateHash().ShouldBe(hash);
        }

        CoreJson.Write(fromZero.Finish().State).ShouldBe(CoreJson.Write(live));
        return true;
    }
}
