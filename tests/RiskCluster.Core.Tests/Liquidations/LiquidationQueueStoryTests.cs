using FsCheck;
using FsCheck.Fluent;
using RiskCluster.Core.Json;
using RiskCluster.Core.Liquidations;
using Queue = RiskCluster.Core.Tests.Acting<
    RiskCluster.Core.Liquidations.LiquidationQueueMachine, RiskCluster.Core.Liquidations.LiquidationQueueState, RiskCluster.Core.Liquidations.LiquidationQueueCommand,
    RiskCluster.Core.Liquidations.LiquidationQueueEvent, RiskCluster.Core.Liquidations.LiquidationQueueEffect>;

namespace RiskCluster.Core.Tests.Liquidations;

/// <summary>What becomes of a liquidation queue over several messages.</summary>
public sealed class LiquidationQueueStoryTests
{
    private const string Id = Orders.TaskId;

    [Fact]
    public void A_dead_keepers_task_goes_to_the_next_with_a_higher_token_and_its_late_fills_are_refused()
    {
        var queue = With(Orders.Sell());
        queue.Do(new LiquidationQueueCommand.Claim("kim", 5_000, null)).Problem.ShouldBeNull();
        queue.Do(new LiquidationQueueCommand.Claim("kim", 5_000, Id)).IsDuplicate.ShouldBeTrue();
        queue.Do(new LiquidationQueueCommand.Fill(Id, "f1", 1, -4, 99), new(9_000)).Problem.ShouldBeNull("the clock alone takes no claim away");
        queue.Do(new LiquidationQueueCommand.Expire(), new(4_999)).IsDuplicate.ShouldBeTrue();
        queue.Do(new LiquidationQueueCommand.Expire(), new(5_000)).Problem.ShouldBeNull();
        (queue.State.Tasks[Id].Status, queue.State.Tasks[Id].Claim).ShouldBe((LiquidationStatus.PartiallyFilled, null));
        queue.Do(new LiquidationQueueCommand.Claim("zoe", 5_000, Id), new(5_000)).Problem.ShouldBeNull();
        queue.State.Tasks[Id].Claim.ShouldBe(new("zoe", 2, 10_000, -6));
        queue.Do(new LiquidationQueueCommand.Fill(Id, "f2", 1, -1, 99)).Problem!.Reason.ShouldBe("claim_lost");
        queue.Do(new LiquidationQueueCommand.Fill(Id, "f1", 1, -4, 99)).IsDuplicate.ShouldBeTrue("what was taken stays taken, whoever holds the claim now");
        queue.Do(new LiquidationQueueCommand.Fill(Id, "f2", 2, -6, 98)).Effects.ShouldBe(
        [
            new LiquidationQueueEffect.ApplyFill("aurora/alice", "LiquidationQueue:aurora", 2, Orders.Instrument, -6, 98),
            new LiquidationQueueEffect.FillLeg("olga", 1, 1, "f2", -6, 98),
        ]);
        queue.State.Tasks[Id].Status.ShouldBe(LiquidationStatus.Filled);
        queue.Do(new LiquidationQueueCommand.Settle(Id)).Effects.ShouldBe([new LiquidationQueueEffect.CloseLeg("olga", 1, 1, Core.Unwinds.LegStatus.Settled, -10)]);
        queue.State.Claims.ShouldBeEmpty();
        queue.ShouldReplay("aurora");
    }

    [Fact]
    public void The_greatest_shortfall_is_claimed_first_and_what_is_taken_back_is_nobodys()
    {
        var queue = With(Orders.Sell(1, shortfallUsd: 5), Orders.Sell(2, shortfallUsd: 9), Orders.Sell(3, shortfallUsd: 9));
        foreach (var expected in new[] { "olga.2", "olga.3", "olga.1" })
            queue.Do(new LiquidationQueueCommand.Claim("kim", 5_000, null)).Events.Single().ShouldBeOfType<LiquidationQueueEvent.TaskClaimed>().TaskId.ShouldBe(expected);
        queue.Do(new LiquidationQueueCommand.Withdraw("olga", 2)).Effects.ShouldBe([new LiquidationQueueEffect.CloseLeg("olga", 1, 2, Core.Unwinds.LegStatus.Withdrawn, 0)]);
        queue.Do(new LiquidationQueueCommand.Withdraw("olga", 2)).IsDuplicate.ShouldBeTrue();
        queue.Do(new LiquidationQueueCommand.Fill("olga.2", "f1", 1, -1, 99)).Problem!.Reason.ShouldBe("claim_lost");
        queue.Do(new LiquidationQueueCommand.Release("olga.3", 2)).Problem.ShouldBeNull();
        queue.State.Claims["kim"].ShouldBe(1);
        queue.Do(new LiquidationQueueCommand.Enqueue(Orders.Sell(2, shortfallUsd: 9))).IsDuplicate.ShouldBeTrue("a late redelivery does not bring it back");
    }

    [Fact]
    public void A_halt_stops_the_clock_of_every_task()
    {
        var queue = With(Orders.Sell(), Orders.Sealed() with { LegId = 2 });
        queue.Do(new LiquidationQueueCommand.Claim("kim", 5_000, Id), new(0));
        queue.Do(new LiquidationQueueCommand.Halt("chain stuck", "desk"), new(4_000));
        queue.Do(new LiquidationQueueCommand.Expire(), new(900_000)).IsDuplicate.ShouldBeTrue();
        queue.Do(new LiquidationQueueCommand.Resume("chain back", "desk"), new(904_000));
        queue.State.Tasks[Id].Claim!.ExpiresAtMs.ShouldBe(905_000);
        queue.State.Tasks["olga.2"].OpenedAtMs.ShouldBe(900_000);
        queue.Do(new LiquidationQueueCommand.Expire(), new(904_999)).IsDuplicate.ShouldBeTrue();
        queue.Do(new LiquidationQueueCommand.Expire(), new(905_000)).Problem.ShouldBeNull();
        queue.ShouldReplay("aurora");
    }

    [Fact]
    public void Ended_tasks_are_kept_a_while_and_then_forgotten_with_their_fills()
    {
        var state = LiquidationQueueMachine.Initial("aurora");
        void Do(LiquidationQueueCommand command) => state = LiquidationQueueMachine.Decide(state, command, default).Events.Aggregate(state, LiquidationQueueMachine.Apply);
        for (var i = 1; i <= 1_010; i++)
        {
            Do(new LiquidationQueueCommand.Enqueue(Orders.Sell(i)));
            Do(new LiquidationQueueCommand.Claim("kim", 5_000, null));
            Do(new LiquidationQueueCommand.Fill($"olga.{i}", $"f{i}", i, -10, 99));
            Do(new LiquidationQueueCommand.Settle($"olga.{i}"));
        }

        (state.Tasks.Count, state.Fills.Count, state.EndedCount).ShouldBe((1_000, 1_000, 1_000));
        state.Tasks.ShouldNotContainKey("olga.10");
    }

    [Fact]
    public void Any_commands_leave_a_state_that_the_events_make_again() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(20), Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var queue = With();
            queue.Do(new LiquidationQueueCommand.SetRules(new() { BackupKeeper = "last", BackupAfterMs = 5_000 }, 1));
            for (var i = 0; i < 120; i++)
            {
                queue.Do(Any(random), new(i * 500));
                queue.State.Seq.ShouldBe(queue.Events.Count);
                queue.State.Claims.Values.Sum().ShouldBe(queue.State.Tasks.Values.Count(task => task.Claim is not null));
                queue.State.Tasks.Values.ShouldAllBe(task => Math.Abs(task.FilledQuantity) <= 10 && (!task.IsClosed || task.Claim == null));
                queue.State.Fills.Values.Sum(fill => fill.Quantity).ShouldBe(queue.State.Tasks.Values.Sum(task => task.FilledQuantity));
            }

            var tokens = queue.Events.Select(change => change is LiquidationQueueEvent.TaskClaimed claimed ? claimed.Claim.Token : (change as LiquidationQueueEvent.RevealClosed)?.Winner?.Token).OfType<long>();
            tokens.ShouldBe(Enumerable.Range(1, (int)queue.State.LastToken).Select(token => (long)token));
            queue.ShouldReplay("aurora");
            return true;
        }));

    [Fact]
    public void Events_apply_to_any_state_without_a_throw()
    {
        foreach (var type in Sample.Cases(typeof(LiquidationQueueEvent)))
            CoreJson.Write(LiquidationQueueMachine.Apply(LiquidationQueueMachine.Initial("aurora"), (LiquidationQueueEvent)Sample.Of(type))).ShouldNotBeEmpty();
    }

    internal static Queue With(params LiquidationOrder[] orders)
    {
        var queue = new Queue(LiquidationQueueMachine.Initial("aurora"));
        foreach (var order in orders) queue.Do(new LiquidationQueueCommand.Enqueue(order)).Problem.ShouldBeNull();
        return queue;
    }

    private static LiquidationQueueCommand Any(Random random)
    {
        var leg = 1 + random.Next(4);
        var (taskId, keeper) = ($"olga.{leg}", $"k{random.Next(3)}");
        return random.Next(14) switch
        {
            0 or 1 => new LiquidationQueueCommand.Enqueue(leg switch { 1 => Orders.Dutch(), 2 => Orders.Sealed() with { LegId = 2 }, _ => Orders.Sell(leg) }),
            2 => new LiquidationQueueCommand.Withdraw("olga", 1 + random.Next(20)),
            3 or 4 => new LiquidationQueueCommand.Claim(keeper, 1_000 + random.Next(5_000), random.Next(2) == 0 ? null : taskId),
            5 or 6 => new LiquidationQueueCommand.Fill(taskId, $"f{random.Next(30)}", 1 + random.Next(12), -random.Next(1, 6), 90 + random.Next(20)),
            7 => new LiquidationQueueCommand.Release(taskId, 1 + random.Next(12)),
            8 => new LiquidationQueueCommand.Bid("olga.1", $"f{random.Next(30)}", keeper, random.Next(1, 11) / 10m),
            9 => new LiquidationQueueCommand.CommitBid("olga.2", keeper, SealedHash.Of("olga.2", keeper, 95, -5, Orders.Nonce(1)), 25),
            10 => new LiquidationQueueCommand.RevealBid("olga.2", keeper, 95, -5, Orders.Nonce(1)),
            11 => new LiquidationQueueCommand.Settle(taskId),
            12 => random.Next(3) == 0 ? new LiquidationQueueCommand.SetCongestion(random.Next(2) == 0, "desk")
                : random.Next(2) == 0 ? new LiquidationQueueCommand.Halt("x", "desk") : new LiquidationQueueCommand.Resume("x", "desk"),
            _ => new LiquidationQueueCommand.Expire(),
        };
    }
}
