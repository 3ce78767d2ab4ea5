using System.Collections.Concurrent;
using System.Collections.Immutable;
using RiskCluster.Core.Json;
using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Delivery;
using RiskCluster.Runtime.Journaling;
using RiskCluster.Runtime.Tests.Actors;

namespace RiskCluster.Runtime.Tests.Delivery;

/// <summary>Effects reach their targets at least once and in order, under identities that the journal gives, and one target's trouble stays its own.</summary>
public sealed class OutboxTests : IAsyncLifetime, IAsyncDisposable
{
    private const string Sender = "Account:a";
    private readonly VirtualClock clock = new();
    private readonly FaultyJournal journal = new(new MemoryJournal());
    private readonly Targets targets = new();
    private readonly OutboxOptions options = new() { LaneCapacity = 4 };
    private Outbox outbox = null!;

    public async Task InitializeAsync()
    {
        outbox = new(journal, targets, clock, options, TaskScheduler.Default);
        await journal.TakeOver(Sender, default);
    }

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        await outbox.DisposeAsync();
        await journal.DisposeAsync();
    }

    [Fact]
    public async Task Identities_rise_for_each_target_and_follow_from_the_journal()
    {
        await Post(1, "b", "c", "b");
        await Post(2, "b");
        await Until(() => outbox.IsIdle);
        targets.Of("b").Select(item => item.Id).ShouldBe([EffectId.Of(Sender, 1, 0), EffectId.Of(Sender, 1, 2), EffectId.Of(Sender, 2, 0)]);
        targets.Of("b").Select(item => item.Id.Ordinal).ShouldBeInOrder(SortDirection.Ascending);
        targets.Of("c").ShouldHaveSingleItem().Id.ShouldBe(EffectId.Of(Sender, 1, 1));
    }

    [Fact]
    public async Task A_target_in_trouble_holds_up_nobody_else_and_gets_everything_in_order_later()
    {
        targets.Failing.TryAdd("b", true);
        for (var seq = 1; seq <= 40; seq++) await Post(seq, "b", "c");
        await Until(() => targets.Of("c").Count == 40);
        outbox.HeldCount.ShouldBeLessThanOrEqualTo(options.LaneCapacity, "the rest is in the journal only");

        targets.Failing.Clear();
        await Until(() => targets.Of("b").Count == 40);
        targets.Of("b").Select(item => item.Text).ShouldBe(Enumerable.Range(1, 40).Select(seq => $"{seq}.0"));
        await Until(() => outbox.IsIdle);
    }

    [Fact]
    public async Task A_refusal_for_now_is_tried_again_and_one_for_good_is_an_answer()
    {
        targets.Refusals["b"] = new(ProblemCode.Unavailable, "later", null, "later", Retryable: true);
        targets.Refusals["c"] = new(ProblemCode.NotFound, "never", null, "never");
        await Post(1, "b", "c");
        await Until(() => targets.Attempts("c") == 1 && targets.Attempts("b") >= 3);
        targets.Refusals.Clear();
        await Until(() => outbox.IsIdle);
        targets.Attempts("c").ShouldBe(1);
        targets.Of("b").Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_mark_stops_before_what_is_not_delivered()
    {
        targets.Failing.TryAdd("b", true);
        await Post(1, "c");
        await Post(2, "b");
        await Post(3, "c");
        await Until(() => targets.Of("c").Count == 2);
        await outbox.WriteMarks();
        (await Head()).DeliveredSeq.ShouldBe(1);
        (await ((IJournal)journal).Undelivered(default).ToListAsync()).ShouldHaveSingleItem().Stream.ShouldBe(Sender);

        targets.Failing.Clear();
        await Until(() => outbox.IsIdle);
        await outbox.WriteMarks();
        (await Head()).DeliveredSeq.ShouldBe(3);
        (await ((IJournal)journal).Undelivered(default).AnyAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task Marks_follow_by_themselves_and_also_when_there_are_no_effects()
    {
        await Append(1);
        outbox.Settle(Sender, 1, 1);
        clock.Advance(options.MarkEvery);
        await Until(async () => (await Head()).DeliveredSeq == 1);
    }

    [Fact]
    public async Task What_is_posted_twice_is_delivered_once_by_the_same_process()
    {
        targets.Failing.TryAdd("b", true);
        await Post(1, "b");
        outbox.Post(new(Sender, 1, 1, Effects(1, "b"), Decode));
        targets.Failing.Clear();
        await Until(() => outbox.IsIdle);
        targets.Of("b").Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_is_forgotten_is_not_delivered_any_more()
    {
        targets.Failing.TryAdd("b", true);
        await Post(1, "b");
        await Until(() => targets.Attempts("b") > 0);
        outbox.Forget(Sender);
        targets.Failing.Clear();
        clock.Advance(TimeSpan.FromMinutes(1));
        await Task.Delay(20);
        targets.Of("b").ShouldBeEmpty();
    }

    private static ImmutableArray<IEffect> Effects(long seq, params string[] to) => [.. to.Select((target, i) => new TallyEffect.Hand(target, $"{seq}.{i}"))];

    private static ImmutableArray<IEffect> Decode(byte[] json) => [.. CoreJson.Read<ImmutableArray<TallyEffect>>(json)];

    private async Task Post(long seq, params string[] to)
    {
        await Append(seq, to);
        outbox.Post(new(Sender, 1, seq, Effects(seq, to), Decode));
    }

    private async Task Append(long seq, params string[] to)
    {
        var effects = to.Length == 0 ? null : CoreJson.Write<ImmutableArray<TallyEffect>>([.. Effects(seq, to).Cast<TallyEffect>()]);
        await journal.Append(new(Sender, 1, seq - 1, [new JournalRecord(seq, 1, MessageId.Keyed("test", $"{seq}"), new byte[32], 0, "{}"u8.ToArray(), effects, new byte[32])]), default);
    }

    private async Task<StreamHead> Head() => (await journal.Heads([Sender], default)).Single();

    private Task Until(Func<bool> condition) => Until(() => Task.FromResult(condition()));

    private async Task Until(Func<Task<bool>> condition)
    {
        for (var i = 0; !await condition(); i++)
        {
            i.ShouldBeLessThan(5_000, "it takes too long");
            clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(1);
        }
    }

    private sealed class Targets : IEffectDelivery
    {
        private readonly ConcurrentQueue<(string Target, MessageId Id, string Text, bool Reached)> attempts = new();

        public ConcurrentDictionary<string, bool> Failing { get; } = new();

        public ConcurrentDictionary<string, Problem> Refusals { get; } = new();

        public ValueTask<Problem?> Deliver(MessageId id, IEffect effect, CancellationToken cancellation)
        {
            var problem = Refusals.GetValueOrDefault(effect.Target.Key);
            var fails = Failing.ContainsKey(effect.Target.Key);
            attempts.Enqueue((effect.Target.Key, id, ((TallyEffect.Hand)effect).Text, !fails && problem is null));
            return fails ? throw new TimeoutException("planted") : new(problem);
        }

        public int Attempts(string target) => attempts.Count(item => item.Target == target);

        public List<(string Target, MessageId Id, string Text, bool Reached)> Of(string target) => [.. attempts.Where(item => item.Target == target && item.Reached)];
    }
}
