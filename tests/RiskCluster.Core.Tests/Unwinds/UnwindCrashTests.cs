using FsCheck;
using FsCheck.Fluent;
using RiskCluster.Core.Accounts;
using RiskCluster.Core.Liquidations;
using RiskCluster.Core.Portfolios;
using RiskCluster.Core.Unwinds;

namespace RiskCluster.Core.Tests.Unwinds;

/// <summary>A cross-venue unwind with keepers that die, lie and come twice, and a crash after every single delivery.</summary>
[Trait("Rule", "SYS-2")]
public sealed class UnwindCrashTests
{
    [Fact]
    public void After_a_crash_at_any_step_everything_delivered_again_changes_nothing()
    {
        var steps = 0;
        var straight = Recover(new(), _ => steps++);
        straight.Unwind.State.Status.ShouldBe(UnwindStatus.Recovered);
        steps.ShouldBeGreaterThan(20);
        for (var crash = 0; crash < steps; crash++)
        {
            var (at, step) = (crash, 0);
            var crashed = Recover(new(), cluster =>
            {
                if (step++ != at) return;
                var before = cluster.Bytes;
                cluster.DeliverAgain();
                cluster.Bytes.ShouldBe(before, $"step {at}");
            });
            crashed.Bytes.ShouldBe(straight.Bytes);
        }
    }

    [Fact]
    public void What_is_traded_is_what_the_accounts_hold_and_the_legs_say()
    {
        var cluster = Recover(new(), _ => { });
        foreach (var venue in UnwindCluster.Names)
        {
            cluster.Accounts[venue].State.Positions.ShouldBeEmpty();
            var fills = cluster.Queues[venue].Events.OfType<LiquidationQueueEvent.FillTaken>().ToList();
            fills.Select(fill => fill.FillId).ShouldBeUnique();
            fills.Sum(fill => fill.Quantity).ShouldBe(venue == "aurora" ? -10 : 10);
            cluster.Accounts[venue].Events.OfType<AccountEvent.FillApplied>().Select(fill => (fill.Ordinal, fill.Quantity)).ShouldBe(fills.Select(fill => (fill.Ordinal, fill.Quantity)));
            cluster.Queues[venue].State.Tasks.Values.ShouldAllBe(task => task.IsEnded && task.Claim == null);
            cluster.Queues[venue].ShouldReplay(venue);
        }

        cluster.Unwind.State.LiveLegs.ShouldBeEmpty("no orphan legs");
        cluster.Unwind.Events.OfType<UnwindEvent.LegFilled>().Sum(fill => Math.Abs(fill.Quantity)).ShouldBe(20);
        cluster.Owner.State.Unwind.ShouldBe(new(1, UnwindStatus.Recovered));
        cluster.Owner.State.State.ShouldBe(RiskCluster.Risk.Margin.MarginState.Restricted);
        cluster.Unwind.ShouldReplay("olga");
    }

    [Fact]
    public void Keepers_of_any_kind_end_in_a_bounded_number_of_steps_and_never_trade_twice() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(10), Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var cluster = Started();
            Accepted(cluster, 1, 4);
            for (var i = 0; i < 150; i++)
            {
                cluster.NowMs += random.Next(4_000);
                if (!cluster.IsIdle && random.Next(2) == 0) cluster.DeliverOne();
                else Disturb(cluster, random, i);
                if (random.Next(20) == 0) cluster.DeliverAgain();
                Conserved(cluster);
            }

            // Faults stop: what nobody finished expires, and the unwind can be planned again or has got all it wanted.
            cluster.NowMs += 10_000_000;
            foreach (var venue in UnwindCluster.Names)
            {
                cluster.Tell(venue, new LiquidationQueueCommand.Expire());
                cluster.Tell(venue, new LiquidationQueueCommand.Expire());
                foreach (var filled in cluster.Queues[venue].State.Tasks.Where(task => task.Value.Status == LiquidationStatus.Filled).ToArray())
                    cluster.Tell(venue, new LiquidationQueueCommand.Settle(filled.Key)).ShouldBeNull();
            }

            cluster.DeliverAll();
            Conserved(cluster);
            cluster.Unwind.ShouldReplay("olga");
            foreach (var venue in UnwindCluster.Names) cluster.Queues[venue].ShouldReplay(venue);
            return !cluster.Unwind.State.LiveLegs.Any() && cluster.Queues.Values.All(queue => queue.State.Claims.IsEmpty && queue.State.Tasks.Values.All(task => task.IsEnded));
        }));

    private static void Disturb(UnwindCluster cluster, Random random, int i)
    {
        var venue = UnwindCluster.Names[random.Next(2)];
        var sign = venue == "aurora" ? -1 : 1;
        var queue = cluster.Queues[venue].State;
        var taskId = $"olga.{1 + random.Next(6)}";
        var token = Math.Max(0, queue.LastToken - random.Next(2));
        _ = random.Next(8) switch
        {
            0 or 1 => cluster.Tell(venue, new LiquidationQueueCommand.Claim($"k{random.Next(3)}", 1_000 + random.Next(20_000), random.Next(2) == 0 ? null : taskId)),
            2 or 3 => cluster.Tell(venue, new LiquidationQueueCommand.Fill(taskId, $"f{random.Next(i + 1)}", token, sign * random.Next(1, 5), 95 + random.Next(10))),
            4 => cluster.Tell(venue, new LiquidationQueueCommand.Release(taskId, token)),
            5 => cluster.Tell(venue, new LiquidationQueueCommand.Expire()),
            6 => cluster.Tell(venue, new LiquidationQueueCommand.Settle(taskId)),
            _ => random.Next(10) == 0 ? cluster.Tell(new UnwindCommand.Replan("the market moved")) : null,
        };
    }

    private static void Conserved(UnwindCluster cluster)
    {
        foreach (var venue in UnwindCluster.Names)
        {
            var (queue, account) = (cluster.Queues[venue], cluster.Accounts[venue]);
            var fills = queue.Events.OfType<LiquidationQueueEvent.FillTaken>().ToList();
            fills.Select(fill => fill.FillId).ShouldBeUnique();
            account.Events.OfType<AccountEvent.FillApplied>().Select(fill => fill.Ordinal).ShouldBeUnique();
            fills.Sum(fill => fill.Quantity).ShouldBe(queue.State.Tasks.Values.Sum(task => task.FilledQuantity));
            queue.State.Tasks.Values.ShouldAllBe(task => Math.Abs(task.FilledQuantity) <= Math.Abs(task.Order.Quantity));
            queue.Events.OfType<LiquidationQueueEvent.TaskClaimed>().Select(claimed => claimed.Claim.Token).ShouldBeInOrder();
            if (cluster.IsIdle) account.Events.OfType<AccountEvent.FillApplied>().Count().ShouldBe(fills.Count);
        }

        cluster.Unwind.State.Legs.Values.ShouldAllBe(leg => Math.Abs(leg.FilledQuantity) <= Math.Abs(leg.Leg.Quantity));
    }

    private static UnwindCluster Started(UnwindCluster? cluster = null, Action<UnwindCluster>? delivered = null)
    {
        cluster ??= new();
        foreach (var seq in new long[] { 1, 2 }) cluster.Tell(new PortfolioCommand.ReportState(Plans.Figures(seq), 2, new(3, 0.001m))).ShouldBeNull();
        Deliver(cluster, delivered);
        cluster.Unwind.State.Status.ShouldBe(UnwindStatus.AwaitingPlan);
        cluster.NowMs = 21_000;
        return cluster;
    }

    private static void Accepted(UnwindCluster cluster, long version, decimal quantity, decimal? hedge = null)
    {
        var plan = Plans.Plan(version, Plans.Step(150, Plans.Leg(quantity: -quantity), Plans.Leg("boreas", hedge ?? quantity)));
        if (version == 1) plan = plan with { Steps = plan.Steps.Add(Plans.Step(100, Plans.Leg(quantity: quantity - 10), Plans.Leg("boreas", 10 - quantity))), GrossNotionalUsd = 2_000 };
        cluster.Tell(new UnwindCommand.AcceptPlan(plan with { Inputs = plan.Inputs with { MarketSeq = cluster.Unwind.State.MarketSeq, TimestampMs = cluster.NowMs } })).ShouldBeNull();
    }

    // One keeper dies with a part filled and comes back too late, one claims twice; a leg runs out of time with a part filled, its hedge is taken back, and a second plan does the rest.
    private static UnwindCluster Recover(UnwindCluster cluster, Action<UnwindCluster> delivered)
    {
        Started(cluster, delivered);
        Accepted(cluster, 1, 4);
        Deliver(cluster, delivered);
        cluster.Tell("aurora", new LiquidationQueueCommand.Claim("kim", 5_000, "olga.1")).ShouldBeNull();
        cluster.Tell("aurora", new LiquidationQueueCommand.Claim("zoe", 5_000, "olga.1"))!.Reason.ShouldBe("task_claimed");
        cluster.Tell("aurora", new LiquidationQueueCommand.Fill("olga.1", "a1", 1, -1, 99)).ShouldBeNull();
        Deliver(cluster, delivered);
        cluster.NowMs += 6_000;
        cluster.Tell("aurora", new LiquidationQueueCommand.Expire()).ShouldBeNull();
        cluster.Tell("aurora", new LiquidationQueueCommand.Claim("zoe", 5_000, "olga.1")).ShouldBeNull();
        cluster.Tell("aurora", new LiquidationQueueCommand.Fill("olga.1", "a2", 1, -1, 99))!.Reason.ShouldBe("claim_lost");
        cluster.Tell("aurora", new LiquidationQueueCommand.Fill("olga.1", "a3", 2, -3, 98)).ShouldBeNull();
        Work(cluster, "boreas", "olga.2", "b1", 4, 101);
        Settle(cluster, delivered, "olga.1", "olga.2");
        Report(cluster, 3, 150);
        Deliver(cluster, delivered);

        Work(cluster, "boreas", "olga.4", "b2", 2, 101);
        cluster.NowMs += 400_000;
        cluster.Tell("boreas", new LiquidationQueueCommand.Expire()).ShouldBeNull();
        cluster.Tell("boreas", new LiquidationQueueCommand.Expire()).ShouldBeNull();
        Deliver(cluster, delivered);
        cluster.Unwind.State.Status.ShouldBe(UnwindStatus.AwaitingPlan);
        cluster.Queues["aurora"].State.Tasks["olga.3"].Status.ShouldBe(LiquidationStatus.Cancelled);
        Accepted(cluster, 2, 6, 4);
        Deliver(cluster, delivered);
        Work(cluster, "aurora", "olga.5", "a4", -6, 98);
        Work(cluster, "boreas", "olga.6", "b3", 4, 102);
        Settle(cluster, delivered, "olga.5", "olga.6");
        Report(cluster, 4, 0, 0);
        Deliver(cluster, delivered);
        return cluster;
    }

    private static void Work(UnwindCluster cluster, string venue, string taskId, string fillId, decimal quantity, decimal price)
    {
        cluster.Tell(venue, new LiquidationQueueCommand.Claim("zoe", 5_000, taskId)).ShouldBeNull();
        cluster.Tell(venue, new LiquidationQueueCommand.Fill(taskId, fillId, cluster.Queues[venue].State.LastToken, quantity, price)).ShouldBeNull();
    }

    private static void Settle(UnwindCluster cluster, Action<UnwindCluster> delivered, string aurora, string boreas)
    {
        Deliver(cluster, delivered);
        cluster.Tell("aurora", new LiquidationQueueCommand.Settle(aurora)).ShouldBeNull();
        cluster.Tell("boreas", new LiquidationQueueCommand.Settle(boreas)).ShouldBeNull();
        Deliver(cluster, delivered);
    }

    private static void Report(UnwindCluster cluster, long seq, decimal initialUsd, decimal maintenanceUsd = 90)
    {
        var figures = Plans.Figures(seq, 60, initialUsd, maintenanceUsd);
        cluster.Tell(new UnwindCommand.ReportFigures(figures with { Inputs = figures.Inputs with { TimestampMs = cluster.NowMs } })).ShouldBeNull();
    }

    private static void Deliver(UnwindCluster cluster, Action<UnwindCluster>? delivered)
    {
        while (!cluster.IsIdle)
        {
            cluster.DeliverOne();
            delivered?.Invoke(cluster);
        }
    }
}
