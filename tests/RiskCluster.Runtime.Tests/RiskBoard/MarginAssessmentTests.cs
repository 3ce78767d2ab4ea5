using RiskCluster.Core.Margins;
using RiskCluster.Risk.Engine;
using RiskCluster.Runtime.RiskBoard;

namespace RiskCluster.Runtime.Tests.RiskBoard;

public sealed class MarginAssessmentTests
{
    private const string Perpetual = "BTC_USDC-PERPETUAL";

    [Fact]
    public void Evidence_of_an_order_is_the_margin_before_and_after_it()
    {
        using var bench = new BoardBench();
        Put(bench, "a", 1, reservedUsd: 300);
        Put(bench, "b", -3);
        bench.Board.RunCycle();
        var before = bench.Board.Figure("o")!;
        using var assessment = bench.Board.AssessOrder("v/a", new(Perpetual, 2));
        Put(bench, "a", 3, seq: 2);
        var after = bench.Figure("o");
        var evidence = assessment.Margins.ShouldHaveSingleItem();
        evidence.Portfolio.ShouldBe("o");
        evidence.Status.ShouldBe(FigureStatus.Ok);
        ((double)evidence.PreInitialMarginUsd).ShouldBe(before.Figure!.Value.InitialMarginUsd, 2e-6);
        ((double)evidence.PostInitialMarginUsd).ShouldBe(after.InitialMarginUsd, 1e-4);
        ((double)evidence.PostMaintenanceMarginUsd).ShouldBe(after.MaintenanceMarginUsd, 1e-4);
        evidence.ReservedUsd.ShouldBe(300);
        evidence.Inputs.ShouldBe(before.Inputs with { PositionSeq = 1 });
        assessment.Passes.ShouldBeTrue();
    }

    [Fact]
    public void A_limit_worse_than_the_mark_costs_equity_and_a_better_one_gains_none()
    {
        using var bench = new BoardBench();
        Put(bench, "a", 1);
        bench.Board.RunCycle();
        var mark = (decimal)bench.Markets[0].PerpetualPrice;
        Equity(new(Perpetual, 2)).ShouldBe(0, 1e-5);
        Equity(new(Perpetual, 2, mark + 100)).ShouldBe(-200, 1e-5);
        Equity(new(Perpetual, 2, mark - 100)).ShouldBe(0, 1e-5);
        Equity(new(Perpetual, -2, mark - 100)).ShouldBe(-200, 1e-5);
        Equity(new(Perpetual, -2, mark + 100)).ShouldBe(0, 1e-5);

        double Equity(OrderIntent order)
        {
            using var assessment = bench.Board.AssessOrder("v/a", order);
            return (double)(assessment.Margins[0].PostEquityUsd - assessment.Margins[0].PreEquityUsd);
        }
    }

    [Fact]
    public void What_an_order_takes_is_held_for_the_owner_until_given_back()
    {
        using var bench = new BoardBench();
        Put(bench, "a", 0, cashUsd: 20_000);
        Put(bench, "b", 0, cashUsd: 0);
        bench.Board.RunCycle();
        decimal unitUsd;
        using (var probe = bench.Board.AssessOrder("v/a", new(Perpetual, 1))) unitUsd = probe.Margins[0].PostInitialMarginUsd;
        var order = new OrderIntent(Perpetual, Math.Round(0.6m * 20_000 / unitUsd, 3));
        var first = bench.Board.AssessOrder("v/a", order);
        first.Passes.ShouldBeTrue();
        using (var second = bench.Board.AssessOrder("v/b", order))
        {
            second.Margins[0].ReservedUsd.ShouldBe(first.Margins[0].PostInitialMarginUsd, 1e-4m);
            second.Passes.ShouldBeFalse("the other venue's order has the margin");
        }

        first.Dispose();
        first.Dispose();
        using var third = bench.Board.AssessOrder("v/b", order);
        third.Margins[0].ReservedUsd.ShouldBe(0);
        third.Passes.ShouldBeTrue();
    }

    [Fact]
    public void Orders_of_one_owner_on_many_threads_never_spend_the_same_margin()
    {
        using var bench = new BoardBench();
        for (var i = 0; i < 8; i++) Put(bench, $"{i}", 0, cashUsd: 10_000);
        bench.Board.RunCycle();
        decimal takenUsd;
        using (var probe = bench.Board.AssessOrder("v/0", new(Perpetual, 0.5m))) takenUsd = probe.Margins[0].PostInitialMarginUsd;
        var fits = (int)(80_000 / takenUsd);
        fits.ShouldBeInRange(2, 60);
        for (var round = 0; round < 5; round++)
        {
            var passed = 0;
            var held = new System.Collections.Concurrent.ConcurrentBag<MarginAssessment>();
            Parallel.For(0, 64, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
            {
                var assessment = bench.Board.AssessOrder($"v/{i % 8}", new(Perpetual, 0.5m));
                held.Add(assessment);
                if (assessment.Passes) Interlocked.Increment(ref passed);
            });
            passed.ShouldBe(fits);
            foreach (var assessment in held) assessment.Dispose();
        }
    }

    [Fact]
    public void Unlinking_shows_who_stays_and_who_goes_and_shuts_out_orders_meanwhile()
    {
        using var bench = new BoardBench();
        Put(bench, "a", 1, cashUsd: 60_000, reservedUsd: 5);
        Put(bench, "b", -1, cashUsd: 100, reservedUsd: 7);
        bench.Board.RunCycle();
        using (var assessment = bench.Board.AssessUnlink("v/b"))
        {
            assessment.Margins.Length.ShouldBe(2);
            var (remaining, released) = (assessment.Margins[0], assessment.Margins[1]);
            (remaining.Portfolio, remaining.ReservedUsd, remaining.Passes).ShouldBe(("o", 5, true));
            ((double)remaining.PostInitialMarginUsd).ShouldBe(bench.Figure("v/a").InitialMarginUsd, 2e-6);
            ((double)remaining.PreInitialMarginUsd).ShouldBe(bench.Figure("o").InitialMarginUsd, 2e-6);
            (released.Portfolio, released.ReservedUsd, released.PreInitialMarginUsd, released.Passes).ShouldBe(("v/b", 7, 0, false));
            ((double)released.PostInitialMarginUsd).ShouldBe(bench.Figure("v/b").InitialMarginUsd, 2e-6);
            bench.Board.AssessOrder("v/a", new(Perpetual, 1)).Problem!.ShouldContain("being decided");
            bench.Board.AssessUnlink("v/a").Problem!.ShouldContain("being decided");
        }

        using var order = bench.Board.AssessOrder("v/a", new(Perpetual, 0.1m));
        order.Passes.ShouldBeTrue();
        bench.Board.AssessUnlink("v/b").Problem!.ShouldContain("being decided");
    }

    [Fact]
    public void Whoever_lets_the_last_account_go_has_nothing_left_and_needs_nothing()
    {
        using var bench = new BoardBench();
        Put(bench, "a", 1, cashUsd: 60_000);
        bench.Board.RunCycle();
        using var assessment = bench.Board.AssessUnlink("v/a");
        var (remaining, released) = (assessment.Margins[0], assessment.Margins[1]);
        (remaining.Portfolio, remaining.PostInitialMarginUsd, remaining.PostEquityUsd, remaining.ReservedUsd).ShouldBe(("o", 0, 0, 0));
        (released.Portfolio, released.PreInitialMarginUsd, assessment.Passes).ShouldBe(("v/a", 0, true));
        ((double)released.PostInitialMarginUsd).ShouldBe(bench.Figure("v/a").InitialMarginUsd, 2e-6);
    }

    [Fact]
    public void What_cannot_be_assessed_says_why()
    {
        using var bench = new BoardBench();
        bench.Board.AssessOrder("v/none", new(Perpetual, 1)).Problem.ShouldBe("v/none is not on the board");
        bench.Board.AssessUnlink("v/none").Problem.ShouldBe("v/none is not on the board");
        Put(bench, "a", 0);
        bench.Board.AssessOrder("v/a", new(Perpetual, 1)).Problem.ShouldBe("no margin cycle has run yet");
        bench.Board.RunCycle();
        bench.Board.AssessOrder("v/a", new("SOL-27FEB26-100-C", 1)).Problem!.ShouldContain("SOL-27FEB26-100-C");
        Should.Throw<ArgumentException>(() => bench.Board.AssessOrder("v/a", new("NONE", 1)));
        Should.Throw<ArgumentException>(() => bench.Board.AssessOrder("v/a", new(Perpetual, 0))).Message.ShouldContain("size");
        Should.Throw<ArgumentException>(() => bench.Board.AssessOrder("v/a", new(Perpetual, 1, 0))).Message.ShouldContain("price");
    }

    private static void Put(BoardBench bench, string name, decimal size, decimal cashUsd = 100_000, decimal reservedUsd = 0, long seq = 1)
    {
        BoardPosition[] positions = size == 0 ? [] : [new(Perpetual, size, (decimal)bench.Markets[0].PerpetualPrice)];
        bench.Board.Put(BoardBench.Account(name, "o", cashUsd, positions) with { PositionSeq = seq, ReservedUsd = reservedUsd });
    }
}
