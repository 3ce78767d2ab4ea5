using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Runtime.Tests.Actors;

/// <summary>What a cell answers, and when: recognised, decided, durable, and nothing else.</summary>
public sealed class ActorCellTests
{
    private readonly TallyRig rig = new();

    [Fact]
    public async Task An_accepted_message_is_in_the_journal_when_it_is_answered()
    {
        var cell = rig.Cell();
        var answer = await cell.Tell(TallyRig.Add(1, 5, times: 2), default);

        answer.ShouldSatisfyAllConditions(
            () => answer.Status.ShouldBe(AnswerStatus.Accepted),
            () => answer.Head.ShouldBe(2),
            () => answer.Epoch.ShouldBe(1),
            () => answer.Events.ShouldBe([new TallyEvent.Added(1, 5), new TallyEvent.Added(1, 5)]));
        var records = await rig.Records();
        records.Select(item => item.Seq).ShouldBe([1, 2]);
        records[1].Hash.ShouldBe(HashChain.Next(records[0].Hash, records[1]));
        (await cell.Read(false, default)).State.Total.ShouldBe(10);
    }

    [Fact]
    public async Task Until_the_append_is_durable_nobody_sees_anything()
    {
        var durable = new TaskCompletionSource();
        rig.Journal.BeforeAppend = _ => durable.Task;
        var cell = rig.Cell();
        await cell.Activate(null);
        var telling = cell.Tell(TallyRig.Keyed("p", new TallyCommand.PassOn(["b"], "hello")), default).AsTask();

        telling.IsCompleted.ShouldBeFalse();
        (await cell.Read(true, default)).Head.ShouldBe(0);
        rig.Outbox.Posted.ShouldBeEmpty();
        rig.Observer.Seen.ShouldHaveSingleItem().Seq.ShouldBe(0);

        durable.SetResult();
        (await telling).IsAccepted.ShouldBeTrue();
        rig.Outbox.Posted.ShouldHaveSingleItem().Seq.ShouldBe(1);
        rig.Observer.Seen[^1].Seq.ShouldBe(1);
    }

    [Fact]
    public async Task Two_turns_at_once_are_a_bug_of_the_engine()
    {
        var durable = new TaskCompletionSource();
        rig.Journal.BeforeAppend = _ => durable.Task;
        var cell = rig.Cell();
        var first = cell.Tell(TallyRig.Add(1), default).AsTask();
        await Should.ThrowAsync<InvalidOperationException>(async () => await cell.Tell(TallyRig.Add(2), default));
        durable.SetResult();
        (await first).IsAccepted.ShouldBeTrue();
    }

    [Fact]
    public async Task A_redelivery_gets_the_earlier_events_also_from_another_process()
    {
        var first = await rig.Cell().Tell(TallyRig.Add(1, 5, times: 2), default);
        var other = rig.Cell();
        var again = await other.Tell(TallyRig.Add(1, 5, times: 2), default);

        again.Status.ShouldBe(AnswerStatus.Duplicate);
        again.Events.ShouldBe(first.Events);
        (await rig.Records()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_a_conflict()
    {
        var cell = rig.Cell();
        await cell.Tell(TallyRig.Add(1, 5), default);
        var answer = await cell.Tell(TallyRig.Add(1, 6), default);
        answer.Problem!.Code.ShouldBe(ProblemCode.IdempotencyConflict);
        (await cell.Read(false, default)).State.Total.ShouldBe(5);
    }

    [Fact]
    public async Task An_ordered_message_below_the_mark_changes_nothing()
    {
        var cell = rig.Cell();
        await cell.Tell(TallyRig.Ordered("Portfolio:x", 4, new TallyCommand.Receive("four")), default);
        await cell.Tell(TallyRig.Ordered("Portfolio:x", 9, new TallyCommand.Receive("nine")), default);
        (await cell.Tell(TallyRig.Ordered("Portfolio:x", 4, new TallyCommand.Receive("four")), default)).Status.ShouldBe(AnswerStatus.Duplicate);
        (await cell.Tell(TallyRig.Ordered("Portfolio:y", 4, new TallyCommand.Receive("y")), default)).Status.ShouldBe(AnswerStatus.Accepted);
        (await cell.Read(false, default)).State.Received.ShouldBe(["four", "nine", "y"]);
    }

    [Fact]
    public async Task What_was_refused_with_an_event_may_be_accepted_when_it_comes_again()
    {
        var cell = rig.Cell();
        var early = await cell.Tell(TallyRig.Add(2), default);
        early.Problem!.Code.ShouldBe(ProblemCode.SequenceGap);
        early.Events.ShouldBe([new TallyEvent.GapSeen(2)]);

        (await cell.Tell(TallyRig.Add(1), default)).IsAccepted.ShouldBeTrue();
        (await cell.Tell(TallyRig.Add(2), default)).Status.ShouldBe(AnswerStatus.Accepted);
        (await cell.Read(false, default)).State.ShouldSatisfyAllConditions(state => state.Total.ShouldBe(2), state => state.Gaps.ShouldBe(1));
        (await rig.Records())[0].Message.IsRefusal.ShouldBeTrue();
    }

    [Fact]
    public async Task An_expired_message_is_refused_unread()
    {
        var now = rig.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        var cell = rig.Cell();
        (await cell.Tell(TallyRig.Add(1) with { ExpiresAtMs = now }, default)).Problem!.Reason.ShouldBe("message_expired");
        cell.IsActive.ShouldBeFalse();
        (await cell.Tell(TallyRig.Add(1) with { ExpiresAtMs = now + 1 }, default)).IsAccepted.ShouldBeTrue();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_bug_in_the_rules_changes_nothing_and_the_cell_comes_back(bool inApply)
    {
        var cell = rig.Cell();
        await cell.Tell(TallyRig.Add(1), default);
        (await cell.Tell(TallyRig.Keyed("bug", new TallyCommand.Fail(inApply)), default)).Problem!.Reason.ShouldBe("internal_error");
        cell.IsActive.ShouldBeFalse();
        (await cell.Tell(TallyRig.Add(2), default)).ShouldSatisfyAllConditions(answer => answer.Head.ShouldBe(2), answer => answer.Epoch.ShouldBe(2));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_an_unknown_outcome_the_same_message_is_applied_once(bool wasDurable)
    {
        var cell = rig.Cell();
        await cell.Tell(TallyRig.Add(1), default);
        Func<StreamAppend, Task> fail = _ => throw new JournalUnavailableException("planted");
        if (wasDurable) rig.Journal.AfterAppend = fail;
        else rig.Journal.BeforeAppend = fail;
        await Should.ThrowAsync<ActorUnavailableException>(async () => await cell.Tell(TallyRig.Add(2), default));
        cell.IsActive.ShouldBeFalse();

        rig.Journal.BeforeAppend = rig.Journal.AfterAppend = _ => Task.CompletedTask;
        var again = await cell.Tell(TallyRig.Add(2), default);
        again.Status.ShouldBe(wasDurable ? AnswerStatus.Duplicate : AnswerStatus.Accepted);
        again.Events.ShouldBe([new TallyEvent.Added(2, 1)]);
        (await cell.Read(false, default)).State.Total.ShouldBe(2);
    }

    [Fact]
    public async Task An_answer_that_changes_nothing_is_given_by_the_writer_only()
    {
        var old = rig.Cell();
        await old.Activate(null);
        await rig.Cell().Activate(null);
        await Should.ThrowAsync<FencedException>(async () => await old.Tell(TallyRig.Keyed("n", new TallyCommand.Nothing()), default));
        (await rig.Cell().Tell(TallyRig.Keyed("n", new TallyCommand.Nothing()), default)).Status.ShouldBe(AnswerStatus.Accepted);
    }

    [Fact]
    public async Task Facts_that_cannot_be_had_leave_the_actor_as_it_was_and_a_hold_lasts_as_long_as_the_turn()
    {
        var facts = new Facts { Fails = true };
        var cell = rig.Cell(facts: facts);
        await Should.ThrowAsync<ActorUnavailableException>(async () => await cell.Tell(TallyRig.Add(1), default));
        cell.IsActive.ShouldBeTrue();

        facts.Fails = false;
        rig.Journal.BeforeAppend = _ =>
        {
            facts.Held.ShouldBe(1);
            return Task.CompletedTask;
        };
        (await cell.Tell(TallyRig.Add(1), default)).IsAccepted.ShouldBeTrue();
        facts.Held.ShouldBe(0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a!b")]
    public void A_key_that_would_blur_identities_is_refused(string key) => Should.Throw<ArgumentException>(() => rig.Cell(key));

    private sealed class Facts : ITurnFacts<TallyState, TallyCommand>, IDisposable
    {
        public bool Fails { get; set; }

        public int Held { get; private set; }

        public ValueTask<PreparedTurn> Prepare(TallyState state, TallyCommand command, long nowMs, CancellationToken cancellation)
        {
            if (Fails) throw new TimeoutException("planted");
            Held++;
            return new(new PreparedTurn(new(nowMs), this));
        }

        public void Dispose() => Held--;
    }
}
