using RiskCluster.Runtime.Actors;

namespace RiskCluster.Runtime.Tests.Actors;

/// <summary>Two activations of one actor: the older one acknowledges nothing, shows nothing old as new, and does not fight back at once.</summary>
public sealed class FencingTests
{
    private readonly TallyRig rig = new();

    [Fact]
    public async Task The_older_activation_acknowledges_nothing()
    {
        var (old, successor) = (rig.Cell(), rig.Cell());
        await old.Tell(TallyRig.Add(1), default);
        await successor.Tell(TallyRig.Add(2), default);

        await Should.ThrowAsync<FencedException>(async () => await old.Tell(TallyRig.Add(3), default));
        old.IsActive.ShouldBeFalse();
        rig.Observer.Losses.ShouldBe(1);
        rig.Outbox.Forgotten.ShouldBe([TallyRig.Stream()]);
        (await rig.Records()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_fenced_read_of_the_older_activation_fails_and_a_plain_one_says_what_it_is()
    {
        var (old, successor) = (rig.Cell(), rig.Cell());
        await old.Tell(TallyRig.Add(1), default);
        await successor.Tell(TallyRig.Add(2), default);

        (await old.Read(false, default)).ShouldSatisfyAllConditions(reading => reading.Fenced.ShouldBeFalse(), reading => reading.Head.ShouldBe(1));
        await Should.ThrowAsync<FencedException>(async () => await old.Read(true, default));
        (await successor.Read(true, default)).Head.ShouldBe(2);
        await Should.ThrowAsync<FencedException>(async () => await old.Tell(TallyRig.Add(3), default));
    }

    [Fact]
    public async Task A_takeover_between_question_and_check_is_seen()
    {
        var (old, successor) = (rig.Cell(), rig.Cell());
        await old.Tell(TallyRig.Add(1), default);
        var check = new TaskCompletionSource();
        rig.Journal.BeforeHeads = () => check.Task;
        var reading = old.Read(true, default).AsTask();
        await successor.Tell(TallyRig.Add(2), default);
        check.SetResult();
        await Should.ThrowAsync<FencedException>(async () => await reading);
    }

    [Fact]
    public async Task Whoever_was_fenced_stands_back_ever_longer_and_then_may_take_over()
    {
        var (one, other) = (rig.Cell(), rig.Cell());
        await one.Tell(TallyRig.Add(1), default);
        await other.Tell(TallyRig.Add(2), default);
        await Should.ThrowAsync<FencedException>(async () => await one.Tell(TallyRig.Add(3), default));

        rig.Clock.Advance(TimeSpan.FromSeconds(4.9));
        await Should.ThrowAsync<FencedException>(async () => await one.Tell(TallyRig.Add(3), default));
        (await other.Tell(TallyRig.Add(3), default)).Epoch.ShouldBe(2);
        rig.Clock.Advance(TimeSpan.FromSeconds(0.2));
        (await one.Tell(TallyRig.Add(4), default)).Epoch.ShouldBe(3);

        await Should.ThrowAsync<FencedException>(async () => await other.Tell(TallyRig.Add(5), default));
        rig.Clock.Advance(TimeSpan.FromSeconds(5.1));
        (await other.Tell(TallyRig.Add(5), default)).Epoch.ShouldBe(4);
        await Should.ThrowAsync<FencedException>(async () => await one.Tell(TallyRig.Add(6), default));
        rig.Clock.Advance(TimeSpan.FromSeconds(9.9));
        await Should.ThrowAsync<FencedException>(async () => await one.Tell(TallyRig.Add(6), default));
        rig.Clock.Advance(TimeSpan.FromSeconds(0.2));
        (await one.Tell(TallyRig.Add(6), default)).Epoch.ShouldBe(5);
    }

    [Fact]
    public async Task Whoever_lost_sight_of_the_journal_does_not_take_back_what_another_has_taken()
    {
        var (one, other) = (rig.Cell(), rig.Cell());
        await one.Tell(TallyRig.Add(1), default);
        rig.Journal.BeforeAppend = _ => throw new Journaling.JournalUnavailableException("planted");
        await Should.ThrowAsync<ActorUnavailableException>(async () => await one.Tell(TallyRig.Add(2), default));
        rig.Journal.BeforeAppend = _ => Task.CompletedTask;

        await other.Tell(TallyRig.Add(2), default);
        await Should.ThrowAsync<FencedException>(async () => await one.Tell(TallyRig.Add(3), default));
        (await other.Tell(TallyRig.Add(3), default)).Epoch.ShouldBe(2);
    }

    [Fact]
    public async Task Whoever_is_woken_notices_that_another_process_has_had_the_actor()
    {
        var (old, successor) = (rig.Cell(), rig.Cell());
        await old.Tell(TallyRig.Add(1), default);
        await old.Confirm(default);
        await successor.Tell(TallyRig.Keyed("p", new TallyCommand.PassOn(["b"], "left behind")), default);
        rig.Outbox.Posted.Clear();

        await Should.ThrowAsync<FencedException>(async () => await old.Confirm(default));
        await Should.ThrowAsync<FencedException>(async () => await old.Activate(null));
        rig.Clock.Advance(TimeSpan.FromSeconds(6));
        await old.Activate(null);
        rig.Outbox.Posted.ShouldHaveSingleItem().Seq.ShouldBe(2, "its effects are delivered at last");
    }

    [Fact]
    public async Task Fenced_reads_of_many_cells_share_queries()
    {
        var cells = Enumerable.Range(0, 50).Select(i => $"k{i}").ToArray();
        var heads = new HeadCheck(rig.Journal, TaskScheduler.Default);
        foreach (var key in cells) await rig.Cell(key).Tell(TallyRig.Add(1), default);
        var first = new TaskCompletionSource();
        rig.Journal.BeforeHeads = () => first.Task;
        var answers = cells.Select(key => heads.Of(TallyRig.Stream(key), default).AsTask()).ToArray();
        first.SetResult();
        (await Task.WhenAll(answers)).ShouldAllBe(head => head!.Epoch == 1 && head.Seq == 1);
        rig.Journal.HeadQueries.ShouldBeLessThanOrEqualTo(3);
        (await heads.Of("Account:nobody", default)).ShouldBeNull();
    }
}
