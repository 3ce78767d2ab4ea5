using RiskCluster.Core.Margins;
using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Tests.Engine;
using RiskCluster.Runtime.RiskBoard;

namespace RiskCluster.Runtime.Tests.RiskBoard;

public sealed class RiskBoardTests
{
    private const string Perpetual = "BTC_USDC-PERPETUAL";

    [Fact]
    public void A_figure_is_that_of_the_account_now_in_the_markets_of_the_last_cycle()
    {
        using var bench = new BoardBench();
        bench.Board.Put(BoardBench.Account("a", "o", 100_000, new BoardPosition(Perpetual, 1, 65_000)));
        bench.Board.Figure("v/a").ShouldBeNull("no cycle has run yet");
        bench.Board.RunCycle().ShouldBeTrue();
        var first = bench.Board.Figure("v/a")!;
        first.Inputs.ShouldBe(new(bench.Time.NowMs, 1, 1, BoardBench.Model.ModelVersion, bench.Time.NowMs));

        bench.Board.Put(BoardBench.Account("a", "o", 100_000, new BoardPosition(Perpetual, 2, 65_000)) with { PositionSeq = 2 });
        var doubled = bench.Board.Figure("v/a")!;
        doubled.Figure!.Value.ScanUsd.ShouldBe(2 * first.Figure!.Value.ScanUsd, 1e-9);
        doubled.Inputs.PositionSeq.ShouldBe(2);
        doubled.Inputs.MarketSeq.ShouldBe(first.Inputs.MarketSeq);
        bench.Board.Figure("o")!.Figure.ShouldBe(doubled.Figure);

        bench.Move(0.5);
        bench.Board.Figure("v/a")!.Figure.ShouldBe(doubled.Figure, "no cycle has taken the new market yet");
        bench.Board.RunCycle();
        bench.Board.Figure("v/a")!.Figure!.Value.EquityUsd.ShouldBeLessThan(doubled.Figure.Value.EquityUsd - 50_000);
        bench.Board.Figure("nobody").ShouldBeNull();
    }

    [Fact]
    public void Ticks_conflate_and_late_ones_are_dropped()
    {
        using var bench = new BoardBench();
        bench.Board.RunCycle();
        var seq = bench.Board.View!.MarketSeq;
        var old = bench.Markets[0];
        for (var i = 0; i < 50; i++) bench.Move(1 + 0.001 * i);
        bench.Board.Publish(old, FigureStatus.Ok).ShouldBeFalse("a newer snapshot is here");
        bench.Board.RunCycle().ShouldBeTrue();
        bench.Board.View.MarketSeq.ShouldBe(seq + 1, "fifty ticks are one cycle");
        bench.Board.View.Markets.Select(market => market.Snapshot).ShouldBe(bench.Markets);
        bench.Board.RunCycle().ShouldBeFalse("nothing has come in");
    }

    [Fact]
    public void An_older_state_of_an_account_never_replaces_a_newer_one()
    {
        using var bench = new BoardBench();
        var account = BoardBench.Account("a", "o", 7);
        bench.Board.Put(account with { PositionSeq = 5 }).ShouldBeTrue();
        bench.Board.Put(account with { PositionSeq = 4, CashUsd = 1 }).ShouldBeFalse();
        bench.Board.Put(account with { PositionSeq = 5, CashUsd = 8 }).ShouldBeTrue();
        bench.Board.RunCycle();
        bench.Figure("v/a").EquityUsd.ShouldBe(8);
    }

    [Theory]
    [InlineData("BTC-1X", "1", "65000", "BTC-1X")]
    [InlineData(Perpetual, "1", null, "needs the price that it was entered at")]
    [InlineData(Perpetual, "2000000000000000", "65000", "is not within +-1e15")]
    public void Bad_input_is_refused_and_changes_nothing(string instrument, string size, string? price, string message)
    {
        using var bench = new BoardBench();
        bench.Board.Put(BoardBench.Account("a", "o", 7));
        var bad = BoardBench.Account("a", "p", 1, new BoardPosition(instrument, decimal.Parse(size, null), price is null ? null : decimal.Parse(price, null))) with { PositionSeq = 2 };
        Should.Throw<ArgumentException>(() => bench.Board.Put(bad)).Message.ShouldContain(message);
        bench.Board.RunCycle();
        bench.Figure("v/a").EquityUsd.ShouldBe(7);
        bench.Board.Figure("p").ShouldBeNull();
    }

    [Fact]
    public void Crossings_conflate_by_owner_and_the_latest_state_wins()
    {
        using var bench = new BoardBench();
        bench.Board.Put(BoardBench.Account("a", "o", 20_000, new BoardPosition(Perpetual, 1, 65_000)));
        bench.Board.Put(BoardBench.Account("b", "p", 20_000, new BoardPosition(Perpetual, 1, 65_000)));
        bench.Board.RunCycle();
        bench.TakeCrossings().ShouldBeEmpty();
        foreach (var move in new[] { 0.85, 0.8, 0.6 })
        {
            bench.Move(move);
            bench.Board.RunCycle();
        }

        bench.Board.Crossings.Count.ShouldBe(2, "one an owner, however often it crossed");
        var crossings = bench.TakeCrossings();
        crossings.Select(crossing => crossing.Owner).ShouldBe(["o", "p"], ignoreOrder: true);
        crossings.ShouldAllBe(crossing => crossing.State == MarginState.Bankrupt && crossing.Figure.State == MarginState.Bankrupt && crossing.Inputs.MarketSeq == bench.Board.View!.MarketSeq);
    }

    [Theory]
    [InlineData(FigureStatus.Stale)]
    [InlineData(FigureStatus.Halted)]
    public void Nobody_is_reported_liquidating_on_a_stale_or_halted_market_until_it_is_fresh(FigureStatus status)
    {
        using var bench = new BoardBench();
        bench.Board.Put(BoardBench.Account("a", "o", 20_000, new BoardPosition(Perpetual, 1, 65_000)));
        bench.Board.RunCycle();
        bench.Move(0.6, status);
        bench.Board.RunCycle();
        bench.TakeCrossings().ShouldBeEmpty();
        var figure = bench.Board.Figure("v/a")!;
        figure.Status.ShouldBe(status);
        figure.Figure!.Value.State.ShouldBe(MarginState.Bankrupt);
        using (var order = bench.Board.AssessOrder("v/a", new(Perpetual, -1))) order.Passes.ShouldBeFalse("no order passes on it either, not even one that reduces risk");

        bench.SetStatus(FigureStatus.Degraded);
        bench.Board.RunCycle().ShouldBeTrue();
        var crossing = bench.TakeCrossings().ShouldHaveSingleItem();
        crossing.State.ShouldBe(MarginState.Bankrupt);
        crossing.Status.ShouldBe(FigureStatus.Degraded);
    }

    [Fact]
    public void A_stale_market_that_recovers_before_it_is_fresh_again_liquidates_nobody()
    {
        using var bench = new BoardBench();
        bench.Board.Put(BoardBench.Account("a", "o", 20_000, new BoardPosition(Perpetual, 1, 65_000)));
        bench.Board.RunCycle();
        bench.Move(0.6, FigureStatus.Halted);
        bench.Board.RunCycle();
        bench.Move(1);
        bench.Board.RunCycle();
        bench.TakeCrossings().ShouldBeEmpty();
    }

    [Fact]
    public void A_status_concerns_holders_of_its_underlying_only()
    {
        using var bench = new BoardBench();
        bench.Board.Put(BoardBench.Account("a", "o", 20_000, new BoardPosition(Perpetual, 1, 65_000)));
        bench.Board.Put(BoardBench.Account("b", "p", 20_000, new BoardPosition("ETH-PERPETUAL", 1_000, 1_900)));
        bench.Board.Publish(bench.Markets[1], FigureStatus.Halted);
        bench.Board.RunCycle();
        bench.Board.Figure("o")!.Status.ShouldBe(FigureStatus.Ok);
        bench.Board.Figure("p")!.Status.ShouldBe(FigureStatus.Halted);
    }

    [Fact]
    public void Owners_without_a_price_are_counted_named_and_grow_old()
    {
        using var bench = new BoardBench();
        bench.Board.Put(BoardBench.Account("a", "o", 1, new BoardPosition("SOL-27FEB26-100-C", 1)));
        bench.Board.Put(BoardBench.Account("b", "p", 1));
        bench.Board.RunCycle();
        var coverage = bench.Board.View!.Coverage;
        (coverage.OwnersKnown, coverage.OwnersMargined, coverage.Share).ShouldBe((2, 1, 0.5));
        coverage.Unmargined.ShouldBe([new UnmarginedOwner("o", "SOL-27FEB26-100-C", "the scenario set does not know its underlying")]);
        bench.Board.Figure("o")!.Problem!.ShouldContain("SOL-27FEB26-100-C");
        bench.Board.AssessOrder("v/a", new(Perpetual, 1)).Problem!.ShouldContain("SOL-27FEB26-100-C");

        // Counted in a cycle over changes alone as well.
        bench.Board.Put(BoardBench.Account("c", "q", 1));
        bench.Board.RunCycle();
        (bench.Board.View.Coverage.OwnersKnown, bench.Board.View.Coverage.OwnersMargined).ShouldBe((3, 2));
        bench.Time.Advance(TimeSpan.FromSeconds(5));
        bench.Move(1);
        bench.Board.RunCycle();
        bench.Board.Age.ShouldBe(TimeSpan.FromSeconds(5));
        bench.Board.Remove("v/a");
        bench.Board.RunCycle();
        bench.Board.Age.ShouldBe(TimeSpan.Zero);
        bench.Board.View.Coverage.Share.ShouldBe(1);
    }

    [Fact]
    public void Age_grows_without_cycles_and_a_cycle_with_nothing_to_do_confirms_the_margins()
    {
        using var bench = new BoardBench();
        bench.Board.Age.ShouldBe(TimeSpan.Zero);
        bench.Board.RunCycle();
        bench.Time.Advance(TimeSpan.FromSeconds(3));
        bench.Board.Age.ShouldBe(TimeSpan.FromSeconds(3));
        bench.Board.RunCycle().ShouldBeFalse();
        bench.Board.Age.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void An_expected_state_that_no_longer_holds_is_reported()
    {
        using var bench = new BoardBench();
        bench.Board.Put(BoardBench.Account("a", "o", 20_000, new BoardPosition(Perpetual, 1, 65_000)));
        bench.Board.Expect("o", MarginState.Liquidating);
        bench.Board.RunCycle();
        bench.TakeCrossings().ShouldHaveSingleItem().State.ShouldBe(MarginState.Healthy);
        bench.Board.Expect("o", MarginState.Healthy);
        bench.Board.RunCycle();
        bench.TakeCrossings().ShouldBeEmpty();
    }

    [Fact]
    public void A_model_changes_margins_from_the_next_cycle_on_and_an_older_version_is_refused()
    {
        using var bench = new BoardBench();
        bench.Board.Put(BoardBench.Account("a", "o", 20_000, new BoardPosition(Perpetual, 1, 65_000)));
        bench.Board.RunCycle();
        var before = bench.Figure("o");
        bench.Board.Activate(BoardBench.ModelOf(2, 2.2)).ShouldBeTrue();
        bench.Board.Activate(BoardBench.Model).ShouldBeFalse();
        bench.Figure("o").ShouldBe(before);
        bench.Board.RunCycle();
        bench.Figure("o").InitialMarginUsd.ShouldBe(2 * before.InitialMarginUsd, 1e-9 * before.InitialMarginUsd);
        bench.Board.Figure("o")!.Inputs.ParametersVersion.ShouldBe(2);
    }

    [Fact]
    public void Ten_thousand_positions_are_an_account_like_any_other()
    {
        using var bench = new BoardBench();
        string[] days = ["6FEB26", "27FEB26", "26JUN26"];
        var names = days.SelectMany(day => Enumerable.Range(0, 1_667).SelectMany(i => new[] { $"BTC-{day}-{30_000 + 40 * i}-C", $"BTC-{day}-{30_000 + 40 * i}-P" })).Take(10_000).ToList();
        var account = BoardBench.Account("big", "whale", 1e9m, [.. names.Select((name, i) => new BoardPosition(name, i % 2 == 0 ? 1 : -1))]);
        bench.Board.Put(account);
        bench.Board.Put(BoardBench.Account("small", "fish", 1, new BoardPosition(names[5], 1)));
        bench.Board.RunCycle();
        bench.Figure("whale").ShouldBe(BoardBench.FromScratch([account], bench.Markets, BoardBench.Model).Figures["v/big"]);
        bench.Board.Put(BoardBench.Account("big", "whale", 1) with { PositionSeq = 2 });
        bench.Board.RunCycle();
        bench.Figure("whale").EquityUsd.ShouldBe(1);
        bench.Figure("fish").ScanUsd.ShouldBeGreaterThan(0, "the instruments were renumbered under it");
    }

    [Fact]
    public void A_cycle_with_nothing_to_do_allocates_nothing_and_a_tick_less_than_two_objects_a_portfolio()
    {
        using var bench = new BoardBench();
        foreach (var account in TestBook.Accounts(300, seed: 4, cashUsd: 1e9)) bench.Board.Put(BoardBench.Account(account));
        for (var i = 0; i < 3; i++) Tick();
        Least(() => bench.Board.RunCycle()).ShouldBe(0);
        Least(Tick).ShouldBeLessThan(6_000, "the snapshots of the test and the view, whatever the number of accounts");

        void Tick()
        {
            bench.Move(1);
            bench.Board.RunCycle();
        }
    }

    [Fact]
    public void An_impact_run_is_the_recomputation_of_everybody_by_both_models()
    {
        using var bench = new BoardBench();
        List<BoardAccount> accounts = [.. TestBook.Accounts(60, seed: 8, cashUsd: 60_000).Select(account => BoardBench.Account(account))];
        foreach (var account in accounts) bench.Board.Put(account);
        bench.Board.Put(BoardBench.Account("x", "unpriced", 1, new BoardPosition("SOL-27FEB26-100-C", 1)));
        bench.Board.RunCycle();
        var other = BoardBench.ModelOf(2, 1.7, scenarioSeed: 5);
        var impact = bench.Board.Impact(other, worstCount: 3, CancellationToken.None)!;

        var (before, after) = (Owners(BoardBench.Model), Owners(other));
        impact.Owners.ShouldBe(before.Count);
        impact.Unmargined.ShouldBe(1);
        impact.InitialMarginBefore.ShouldBe(before.Values.Sum(figure => UsdRounding.Requirement(figure.InitialMarginUsd)));
        impact.InitialMarginAfter.ShouldBe(after.Values.Sum(figure => UsdRounding.Requirement(figure.InitialMarginUsd)));
        foreach (var state in Enum.GetValues<MarginState>())
        {
            var count = impact.States.Single(item => item.State == state);
            count.Before.ShouldBe(before.Values.Count(figure => figure.State == state));
            count.After.ShouldBe(after.Values.Count(figure => figure.State == state));
        }

        var rises = before.Keys.OrderByDescending(owner => after[owner].InitialMarginUsd - before[owner].InitialMarginUsd).Take(3);
        impact.WorstOwners.Select(owner => owner.Owner).ShouldBe(rises);
        bench.Board.View!.Model.ShouldBe(BoardBench.Model, "the board goes on as before");
        Should.Throw<OperationCanceledException>(() => bench.Board.Impact(other, 3, new(canceled: true)));

        Dictionary<string, MarginFigure> Owners(BoardModel model)
        {
            var (figures, states) = BoardBench.FromScratch(accounts, bench.Markets, model);
            return states.Keys.ToDictionary(owner => owner, owner => figures.TryGetValue(owner, out var netted) ? netted : figures[accounts.Single(account => account.Owner == owner).Key]);
        }
    }

    private static long Least(Action body) => Enumerable.Range(0, 20).Min(_ =>
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        body();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    });
}
