using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Embedded;
using RiskCluster.Runtime.Journaling;
using RiskCluster.Runtime.Tests.Actors;

namespace RiskCluster.Runtime.Tests.Embedded;

/// <summary>Actors in one process: one turn at a time, lazily activated, put to rest, drained, and found again after a crash.</summary>
public sealed class ActorHostTests : IAsyncDisposable
{
    private readonly FaultyJournal journal = new(new MemoryJournal());
    private readonly VirtualClock clock = new();

    [Fact]
    public async Task Many_callers_at_once_are_served_one_after_another()
    {
        await using var host = new TallyHost(journal, clock);
        var tellings = Enumerable.Range(0, 400).Select(i => Task.Run(async () => await host.Tell($"k{i % 4}", TallyRig.Keyed($"m{i}", new TallyCommand.Receive($"{i}")))));
        (await Task.WhenAll(tellings)).ShouldAllBe(answer => answer.Status == AnswerStatus.Accepted);
        for (var k = 0; k < 4; k++)
        {
            (await host.State($"k{k}")).Received.Select(int.Parse).Order().ShouldBe(Enumerable.Range(0, 100).Select(i => (4 * i) + k));
            (await journal.Heads([$"Account:k{k}"], default)).Single().ShouldSatisfyAllConditions(head => head.Seq.ShouldBe(100), head => head.Epoch.ShouldBe(1));
        }
    }

    [Fact]
    public async Task Whoever_asks_for_a_name_that_is_not_known_leaves_nothing_in_the_journal()
    {
        await using var host = new TallyHost(journal, clock);
        var address = new ActorAddress(ActorKind.Account, "nobody");
        foreach (var fenced in new[] { false, true })
        {
            var reading = await host.Host.Read<TallyState, TallyCommand, TallyEvent>(address, fenced, default);
            (reading.Epoch, reading.Head, reading.Fenced, reading.State.Received.Length).ShouldBe((0, 0, fenced, 0));
        }

        (await journal.Heads(["Account:nobody"], default)).ShouldBeEmpty();
        host.Host.IsActive(address).ShouldBeFalse();
        (await host.Tell("nobody", TallyRig.Keyed("m", new TallyCommand.Receive("now somebody")))).IsAccepted.ShouldBeTrue();
        (await host.State("nobody")).Received.ShouldBe(["now somebody"]);
    }

    [Fact]
    public async Task A_full_mailbox_refuses_and_the_others_go_on()
    {
        var durable = new TaskCompletionSource();
        journal.BeforeAppend = append => append.Stream == "Account:slow" ? durable.Task : Task.CompletedTask;
        await using var host = new TallyHost(journal, clock, new() { MailboxCapacity = 3 });
        var tellings = new List<Task<Answer<TallyEvent>>> { host.Tell("slow", TallyRig.Add(1)).AsTask() };
        await Until(async () => (await journal.Heads(["Account:slow"], default)).Count == 1);
        for (var i = 2; i <= 6; i++) tellings.Add(host.Tell("slow", TallyRig.Add(i)).AsTask());
        var refused = await Task.WhenAny(tellings);
        (await refused).Problem!.ShouldSatisfyAllConditions(problem => problem.Code.ShouldBe(ProblemCode.TooManyRequests), problem => problem.Retryable.ShouldBeTrue());

        (await host.Tell("fast", TallyRig.Add(1))).IsAccepted.ShouldBeTrue();
        durable.SetResult();
        var answers = await Task.WhenAll(tellings);
        answers.Count(answer => answer.IsAccepted).ShouldBeInRange(3, 4);
    }

    [Fact]
    public async Task A_caller_who_has_gone_before_the_turn_began_has_not_asked_and_one_who_goes_later_has()
    {
        var durable = new TaskCompletionSource();
        journal.BeforeAppend = _ => durable.Task;
        await using var host = new TallyHost(journal, clock);
        using var impatient = new CancellationTokenSource();
        var first = host.Tell("a", TallyRig.Add(1), impatient.Token).AsTask();
        await Until(async () => (await journal.Heads(["Account:a"], default)).Count == 1);
        var second = host.Tell("a", TallyRig.Add(2), impatient.Token).AsTask();
        await impatient.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => first);
        await Should.ThrowAsync<OperationCanceledException>(() => second);
        durable.SetResult();
        (await host.Tell("a", TallyRig.Add(1))).Status.ShouldBe(AnswerStatus.Duplicate);
        (await host.State("a")).LastNumber.ShouldBe(1);
    }

    [Fact]
    public async Task An_actor_that_nobody_asks_is_put_to_rest_and_comes_back()
    {
        await using var host = new TallyHost(journal, clock, new() { IdleAfter = TimeSpan.FromMinutes(1) });
        await host.Tell("a", TallyRig.Add(1));
        await host.Tell("busy", TallyRig.Add(1));
        for (var i = 0; i < 8; i++)
        {
            clock.Advance(TimeSpan.FromSeconds(15));
            await host.State("busy");
        }

        await Until(async () =>
        {
            await host.State("busy");
            return host.Host.ActiveCount == 1;
        });
        (await journal.ReadSnapshot("Account:a", default))!.Seq.ShouldBe(1);
        (await host.Tell("a", TallyRig.Add(2))).ShouldSatisfyAllConditions(answer => answer.Head.ShouldBe(2), answer => answer.Epoch.ShouldBe(2));
        (await journal.Heads(["Account:busy"], default)).Single().Epoch.ShouldBe(1);
    }

    [Fact]
    public async Task Telling_and_resting_at_the_same_time_loses_nothing()
    {
        await using var host = new TallyHost(journal, clock, new() { IdleAfter = TimeSpan.FromTicks(4) });
        var stop = false;
        var sweeping = Task.Run(() =>
        {
            while (!Volatile.Read(ref stop)) clock.Advance(TimeSpan.FromTicks(4));
        });
        var told = 0;
        while (told < 300 || (await journal.Heads(["Account:a"], default)).Single().Epoch < 4)
        {
            (await host.Tell("a", TallyRig.Add(++told))).Status.ShouldBe(AnswerStatus.Accepted);
            told.ShouldBeLessThan(100_000, "it never rests in between");
        }

        Volatile.Write(ref stop, true);
        await sweeping;
        (await host.State("a")).Total.ShouldBe(told);
    }

    [Fact]
    public async Task Draining_serves_what_waits_refuses_what_comes_and_saves_snapshots()
    {
        var host = new TallyHost(journal, clock);
        var tellings = Enumerable.Range(1, 50).Select(i => host.Tell("a", TallyRig.Keyed($"m{i}", new TallyCommand.Receive($"{i}"))).AsTask()).ToArray();
        await host.DisposeAsync();
        (await Task.WhenAll(tellings)).ShouldAllBe(answer => answer.IsAccepted);
        await Should.ThrowAsync<ActorUnavailableException>(async () => await host.Tell("a", TallyRig.Add(1)));
        (await journal.ReadSnapshot("Account:a", default))!.Seq.ShouldBe(50);
    }

    [Fact]
    public async Task Effects_that_a_dead_process_left_are_delivered_without_anybody_asking_and_applied_once()
    {
        // The dead process: its events are durable, its effects were delivered in part, and no mark was written.
        journal.DropsMarks = true;
        var dead = new TallyRig.RecordingOutbox();
        var cell = new ActorCell<TallyMachine, TallyState, TallyCommand, TallyEvent, TallyEffect>(
            new(ActorKind.Account, "a"), new(journal, new(journal, TaskScheduler.Default), dead, clock, new()));
        for (var i = 1; i <= 3; i++) await cell.Tell(TallyRig.Keyed($"m{i}", new TallyCommand.PassOn(["b", "c"], $"t{i}")), default);

        await using (var first = new TallyHost(journal, clock))
        {
            (await first.Host.Resume(default)).ShouldBe(1);
            await Until(() => Task.FromResult(first.Outbox.IsIdle));
        }

        await using var second = new TallyHost(journal, clock);
        (await second.Host.Resume(default)).ShouldBe(1, "the marks were lost");
        await Until(() => Task.FromResult(second.Outbox.IsIdle));
        (await second.State("b")).Received.ShouldBe(["t1", "t2", "t3"]);
        (await second.State("c")).Received.ShouldBe(["t1", "t2", "t3"]);
    }

    [Fact]
    public async Task Many_actors_come_back_in_one_go_and_the_untouched_stay_asleep()
    {
        await using (var before = new TallyHost(journal, clock))
        {
            for (var i = 0; i < 30; i++) await before.Tell($"k{i}", TallyRig.Add(1, i));
        }

        await using var host = new TallyHost(journal, clock);
        (await host.Host.Preload(Enumerable.Range(0, 20).Select(i => new ActorAddress(ActorKind.Account, $"k{i}")), default)).ShouldBe(20);
        host.Host.ActiveCount.ShouldBe(20);
        (await host.Host.Preload([new(ActorKind.Account, "k3")], default)).ShouldBe(0);
        (await host.State("k7")).Total.ShouldBe(7);
        (await journal.Heads(["Account:k7"], default)).Single().Epoch.ShouldBe(2);
    }

    [Fact]
    public async Task A_message_that_breaks_one_actor_leaves_the_others_alone()
    {
        await using var host = new TallyHost(journal, clock);
        await host.Tell("good", TallyRig.Add(1));
        for (var i = 0; i < 5; i++) (await host.Tell("bad", TallyRig.Keyed($"bug{i}", new TallyCommand.Fail(true)))).Problem!.Reason.ShouldBe("internal_error");
        (await host.Tell("good", TallyRig.Add(2))).Epoch.ShouldBe(1);
        (await host.Tell("bad", TallyRig.Add(1))).IsAccepted.ShouldBeTrue();
    }

    public ValueTask DisposeAsync() => journal.DisposeAsync();

    private async Task Until(Func<Task<bool>> condition)
    {
        for (var i = 0; !await condition(); i++)
        {
            i.ShouldBeLessThan(5_000, "it takes too long");
            clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(1);
        }
    }
}
