using RiskCluster.Cli.Bench.Naive;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Tests.Engine;

public sealed class MarginCycleTests
{
    [Fact]
    [Trait("Rule", "MRG-1")]
    [Trait("Rule", "MRG-2")]
    [Trait("Rule", "MRG-3")]
    [Trait("Rule", "MRG-4")]
    public void Figures_in_double_agree_with_naive_revaluation_to_1e12_of_gross_notional()
    {
        using var fixture = new CycleFixture(TestBook.Accounts(90, seed: 3));
        fixture.Book.PortfolioCount.ShouldBeGreaterThan(fixture.Book.AccountCount);
        for (var portfolio = 0; portfolio < fixture.Book.PortfolioCount; portfolio++)
        {
            var (pnlUsd, grossUsd) = Naive(fixture, portfolio);
            var fast = fixture.Cycle.PnlUsd(portfolio);
            for (var s = 0; s < fast.Length; s++) Math.Abs(fast[s] - pnlUsd[s]).ShouldBeLessThanOrEqualTo(1e-12 * grossUsd);
            var figure = fixture.Cycle.Figure(portfolio);
            var scanUsd = NaiveMargin.ScanUsd(pnlUsd, fixture.Scenarios, TestBook.Rules);
            Math.Abs(figure.ScanUsd - scanUsd).ShouldBeLessThanOrEqualTo(1e-12 * grossUsd);
            var charge = NaiveMargin.Contingencies(TestBook.Lots(fixture.AccountsOf(portfolio)), TestBook.Markets(), TestBook.Contingencies);
            foreach (var (fastUsd, naiveUsd) in Parts(figure.Contingencies).Zip(Parts(charge))) Math.Abs(fastUsd - naiveUsd).ShouldBeLessThanOrEqualTo(1e-12 * grossUsd);
            Math.Abs(figure.InitialMarginUsd - 1.1 * (scanUsd + Parts(charge).Sum())).ShouldBeLessThanOrEqualTo(1e-11 * grossUsd);
            var kept = 0.5 * charge.BasisUsd + 0.25 * charge.RollUsd + charge.NakedShortUsd + 0.75 * charge.PerpetualUsd;
            Math.Abs(figure.MaintenanceMarginUsd - 0.8 * (scanUsd + kept)).ShouldBeLessThanOrEqualTo(1e-11 * grossUsd);
        }
    }

    [Fact]
    [Trait("Rule", "MRG-1")]
    public void The_float_screen_is_within_its_own_bound_and_1e6_of_gross_notional()
    {
        using var fixture = new CycleFixture(TestBook.Accounts(200, seed: 4));
        for (var portfolio = 0; portfolio < fixture.Book.PortfolioCount; portfolio++)
        {
            var (pnlUsd, grossUsd) = Naive(fixture, portfolio);
            var exact = NaiveMargin.ScanUsd(pnlUsd, fixture.Scenarios, TestBook.Rules);
            var error = Math.Abs(fixture.Cycle.ScreenedScanUsd(portfolio) - exact);
            error.ShouldBeLessThanOrEqualTo(fixture.Cycle.ScanErrorUsd(portfolio) + 1e-9);
            error.ShouldBeLessThanOrEqualTo(1e-6 * grossUsd);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1e-7)]
    [InlineData(-1e-7)]
    [InlineData(1e-4)]
    [InlineData(-1e-4)]
    [Trait("Rule", "MRG-4")]
    [Trait("Rule", "MRG-6")]
    [Trait("Rule", "MRG-7")]
    public void States_on_the_line_are_decided_in_double(double shareOfRequirement)
    {
        // Equity of every account is put a hair's breadth beside its exact initial or maintenance margin: far inside what float can resolve.
        var bare = TestBook.Accounts(120, seed: 5);
        using var unfunded = new CycleFixture(bare);
        var funded = bare.Select((account, i) => account with { CashUsd = Cash(unfunded.Cycle.Figure(i), i) }).ToList();
        using var fixture = new CycleFixture(funded);
        var decided = 0;
        for (var i = 0; i < funded.Count; i++)
        {
            var figure = fixture.Cycle.Figure(i);
            fixture.Cycle.StateOf(i).ShouldBe(figure.State);
            if (figure.ScanUsd > 0 && Math.Min(Math.Abs(figure.InitialExcessUsd), Math.Abs(figure.MaintenanceExcessUsd)) < fixture.Cycle.ScanErrorUsd(i)) decided++;
        }

        Enumerable.Range(0, funded.Count).Count(i => fixture.Cycle.Figure(i).Contingencies.InitialUsd > 0).ShouldBeGreaterThan(100);
        if (Math.Abs(shareOfRequirement) < 1e-6) decided.ShouldBeGreaterThan(80, "the accounts do stand inside the screen's error");
        fixture.Cycle.ConfirmedCount.ShouldBeGreaterThanOrEqualTo(decided);

        double Cash(MarginFigure figure, int i)
        {
            var lineUsd = i % 2 == 0 ? figure.InitialMarginUsd : figure.MaintenanceMarginUsd;
            return lineUsd * (1 + shareOfRequirement) - figure.EquityUsd;
        }
    }

    [Fact]
    [Trait("Rule", "MRG-7")]
    public void A_crash_reports_exactly_the_portfolios_whose_state_moved()
    {
        using var fixture = new CycleFixture(TestBook.Accounts(150, seed: 6, cashUsd: 60_000));
        var before = Enumerable.Range(0, fixture.Book.PortfolioCount).Select(fixture.Cycle.StateOf).ToArray();
        fixture.Cycle.Run([.. TestBook.Markets(move: 0.8)]);
        var moved = Enumerable.Range(0, before.Length).Where(i => fixture.Cycle.Figure(i).State != before[i]).ToArray();
        moved.Length.ShouldBeGreaterThan(5);
        fixture.Cycle.Crossings.ToArray().ShouldBe(moved);
        fixture.Cycle.Run([]);
        fixture.Cycle.Crossings.Length.ShouldBe(0, "an unchanged market crosses nothing");
    }

    [Fact]
    [Trait("Rule", "MRG-1")]
    public void The_order_of_accounts_changes_no_digit()
    {
        var accounts = TestBook.Accounts(130, seed: 7);
        using var fixture = new CycleFixture(accounts);
        using var reversed = new CycleFixture([.. accounts.AsEnumerable().Reverse()]);
        foreach (var key in Enumerable.Range(0, fixture.Book.PortfolioCount).Select(fixture.Book.KeyOf))
        {
            var (here, there) = (fixture.Book.Find(key), reversed.Book.Find(key));
            reversed.Cycle.ScreenedScanUsd(there).ShouldBe(fixture.Cycle.ScreenedScanUsd(here), 1e-9 * (1 + fixture.Cycle.ScreenedScanUsd(here)));
            // Lots of an owner are added up in the order of the accounts, hence a rounding of the last place.
            reversed.Cycle.Figure(there).ScanUsd.ShouldBe(fixture.Cycle.Figure(here).ScanUsd, 1e-12 * (1 + fixture.Cycle.Figure(here).ScanUsd));
        }
    }

    [Fact]
    [Trait("Rule", "MRG-6")]
    public void Maintenance_never_exceeds_initial_margin()
    {
        using var fixture = new CycleFixture(TestBook.Accounts(60, seed: 8));
        for (var i = 0; i < fixture.Book.PortfolioCount; i++)
        {
            var figure = fixture.Cycle.Figure(i);
            figure.MaintenanceMarginUsd.ShouldBeLessThanOrEqualTo(figure.InitialMarginUsd);
            figure.InitialMarginUsd.ShouldBe(1.1 * (figure.ScanUsd + figure.Contingencies.InitialUsd), 1e-9);
            figure.ValueAtRiskUsd.ShouldBeLessThanOrEqualTo(figure.ExpectedShortfallUsd);
        }
    }

    [Fact]
    [Trait("Rule", "MRG-7")]
    public void An_instrument_without_a_price_makes_its_holders_unavailable_and_nobody_else()
    {
        List<AccountPortfolio> accounts =
        [
            new("v", "holder", "a", 1, [new("BTC-27FEB26-60000-C", 1)]),
            new("v", "other", "b", 1, [new("ETH-PERPETUAL", 1000, 1900)]),
        ];
        using var fixture = new CycleFixture(accounts);
        fixture.Cycle.Unavailability(0).ShouldBeNull();
        var empty = TestBook.Markets()[0] with { Expiries = [] };
        fixture.Cycle.Run([empty]);
        fixture.Cycle.Unavailability(0).ShouldNotBeNull();
        Should.Throw<InvalidOperationException>(() => fixture.Cycle.Figure(0)).Message.ShouldContain("v/holder");
        fixture.Cycle.Unavailability(1).ShouldBeNull();
        fixture.Cycle.Crossings.Length.ShouldBe(0, "no state is decided without a price");
    }

    [Fact]
    [Trait("Rule", "MRG-7")]
    public void Equity_is_cash_value_and_unrealised_profit_in_the_settlement_currency()
    {
        var btc = TestBook.Markets()[0];
        List<AccountPortfolio> accounts =
        [
            new("v", "linear", "a", 500, [new("BTC_USDC-PERPETUAL", 2, 60_000)]),
            new("v", "inverse", "b", 500, [new("BTC-PERPETUAL", -10_000, 60_000)]),
            new("v", "spot", "c", 500, [new("BTC_USDC", 0.5)]),
        ];
        using var fixture = new CycleFixture(accounts);
        fixture.Cycle.Figure(0).EquityUsd.ShouldBe(500 + 2 * (btc.PerpetualPrice - 60_000), 1e-9);
        fixture.Cycle.Figure(1).EquityUsd.ShouldBe(500 - 10_000 * (1 / 60_000.0 - 1 / btc.PerpetualPrice) * btc.IndexPrice, 1e-9);
        fixture.Cycle.Figure(2).EquityUsd.ShouldBe(500 + 0.5 * btc.IndexPrice, 1e-9);
    }

    [Fact]
    [Trait("Rule", "MRG-7")]
    public void Amounts_too_large_for_float_are_decided_in_double()
    {
        List<AccountPortfolio> accounts = [new("v", "huge", "a", 1e15, [new("BTC_USDC-PERPETUAL", 1e15, 65_000), new("BTC_USDC-27FEB26-60000-P", -1e15)])];
        using var fixture = new CycleFixture(accounts);
        var figure = fixture.Cycle.Figure(0);
        double.IsFinite(figure.InitialMarginUsd).ShouldBeTrue();
        fixture.Cycle.StateOf(0).ShouldBe(figure.State);
        figure.State.ShouldBe(MarginState.Bankrupt);
    }

    [Fact]
    public void A_book_names_the_account_and_the_rule_it_breaks()
    {
        Should.Throw<ArgumentException>(() => Compile([new("v", "a", "o", 0, [new("BTC-1JAN30-1-C", 1)])])).Message.ShouldContain("v/a: unknown instrument BTC-1JAN30-1-C");
        Should.Throw<ArgumentException>(() => Compile([new("v", "a", "o", double.NaN, [])])).Message.ShouldContain("v/a: cash is not within +-1e18");
        Should.Throw<ArgumentException>(() => Compile([new("v", "a", "o", 0, [new("BTC_USDC", double.PositiveInfinity)])])).Message.ShouldContain("the size of BTC_USDC is not within +-1e15");
        Should.Throw<ArgumentException>(() => Compile([new("v", "a", "o", 0, [new("BTC-PERPETUAL", 1)])])).Message.ShouldContain("needs the price that it was entered at");
        Should.Throw<ArgumentException>(() => Compile([new("v", "a", "o", 0, []), new("v", "a", "p", 0, [])])).Message.ShouldContain("comes twice");

        static void Compile(AccountPortfolio[] accounts) => Risk.Engine.MarginBook.Compile(TestBook.Instruments, accounts);
    }

    private static double[] Parts(ContingencyCharge charge) => [charge.BasisUsd, charge.RollUsd, charge.NakedShortUsd, charge.PerpetualUsd, charge.ConfidenceUsd];

    private static (double[] PnlUsd, double GrossUsd) Naive(CycleFixture fixture, int portfolio)
    {
        var markets = TestBook.Markets();
        var lots = TestBook.Lots(fixture.AccountsOf(portfolio));
        return (NaiveMargin.PnlUsd(lots, markets, fixture.Scenarios), TestBook.GrossUsd(fixture.AccountsOf(portfolio).SelectMany(account => TestBook.Lots([account])), markets));
    }
}
