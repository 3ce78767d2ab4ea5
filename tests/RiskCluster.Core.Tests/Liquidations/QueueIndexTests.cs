using RiskCluster.Core.Json;
using RiskCluster.Core.Liquidations;

namespace RiskCluster.Core.Tests.Liquidations;

/// <summary>What the queue finds fast is what a look at every task finds, and no fill outlives its task, whatever has happened.</summary>
public sealed class QueueIndexTests
{
    private const string Venue = "aurora";
    private const decimal Price = 100;

    [Fact]
    public void The_most_urgent_task_is_the_one_that_a_look_at_all_finds_and_fills_go_with_their_task()
    {
        var (random, state, nowMs, legs, forgotten) = (new Random(7), LiquidationQueueMachine.Initial(Venue), 1_000L, 0L, 0);
        for (var step = 0; step < 20_000; step++)
        {
            nowMs += random.Next(20);
            var command = Next(random, state, ref legs);
            var decision = LiquidationQueueMachine.Decide(state, command, new(nowMs));
            foreach (var happened in decision.Events)
            {
                var known = state.Fills.Count;
                state = LiquidationQueueMachine.Apply(state, happened);
                if (state.Fills.Count < known) forgotten++;
            }

            if (step % 97 == 0) ShouldBeWhole(state);
        }

        forgotten.ShouldBeGreaterThan(100, "fills of tasks that ended long ago are forgotten");
        var copy = CoreJson.Read<LiquidationQueueState>(CoreJson.Write(state));
        ShouldBeWhole(copy);
        CoreJson.Write(copy).ShouldBe(CoreJson.Write(state));
    }

    private static void ShouldBeWhole(LiquidationQueueState state)
    {
        var order = state.Tasks.Where(task => !task.Value.IsClosed && task.Value.Claim is null && task.Value.Mode == LiquidationMode.Order)
            .OrderByDescending(task => task.Value.Order.ShortfallUsd).ThenBy(task => task.Value.OpenedAtMs).ThenBy(task => task.Key, StringComparer.Ordinal).Select(task => task.Key);
        state.Claimable().Select(task => task.Key).ShouldBe(order);
        state.Fills.Values.ShouldAllBe(fill => state.Tasks.ContainsKey(fill.TaskId));
    }

    private static LiquidationQueueCommand Next(Random random, LiquidationQueueState state, ref long legs)
    {
        // A few tasks at a time, so that most are worked to their end.
        var live = state.Tasks.Where(task => !task.Value.IsEnded).ToList();
        var (taskId, task) = live.Count == 0 ? default : live[random.Next(live.Count)];
        if (task is null || (live.Count < 20 && random.Next(4) == 0))
            return new LiquidationQueueCommand.Enqueue(new("o", 1, ++legs, $"{Venue}/a", "BTC-PERPETUAL", -4, 50, Price, Price, random.Next(5), 1_000 + random.Next(60_000)));
        if (task.Status == LiquidationStatus.Filled) return new LiquidationQueueCommand.Settle(taskId);
        if (task.Claim is { } claim)
            return random.Next(5) == 0 ? new LiquidationQueueCommand.Release(taskId, claim.Token) : new LiquidationQueueCommand.Fill(taskId, $"f{random.Next(1_000_000)}", claim.Token, -1 - random.Next(2), Price);
        if (state.Halt is not null && random.Next(3) == 0) return new LiquidationQueueCommand.Resume("it goes on", "ops");
        return random.Next(60) switch
        {
            0 => new LiquidationQueueCommand.Withdraw("o", task.Order.LegId),
            1 => new LiquidationQueueCommand.Halt("a pause", "ops"),
            2 => new LiquidationQueueCommand.Expire(),
            _ => new LiquidationQueueCommand.Claim($"k{random.Next(3)}", 1_000 + random.Next(5_000), random.Next(2) == 0 ? null : taskId),
        };
    }
}
