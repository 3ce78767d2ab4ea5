using FsCheck;
using FsCheck.Fluent;
using RiskCluster.Cli.Bench.Naive;
using RiskCluster.Risk.Collateral;
using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Market;
using RiskCluster.Risk.Tests.Margin;

namespace RiskCluster.Risk.Tests.Engine;

/// <summary>Collateral and unrealised profit in equity, by hand, under the shipped model: BTC at 65,000, ETH at 1,900.</summary>
public sealed class EquityCreditTests
{
    private const double Index = 65_000;
    private static readonly RiskModelRequirement Shipped = RiskModel.Load("riskcluster-1").Requirement;

    [Theory]
    [InlineData("USD", 1000, 1, null, 1000)]
    [InlineData("USDC", 1000, 0.999, null, 1000 * 0.999 * 0.99)]
    [InlineData("USDC", 1000, 1.01, 0.98, 1000 * 0.98 * 0.99)]
    [InlineData("BTC", 2, 1, null, 2 * Index * 0.9)]
    [InlineData("BTC", 2, 1, 60_000d, 2 * 60_000 * 0.9)]
    [InlineData("DRV", 1000, 0.5, null, 500 * (1 - 0.5 - 0.25))]
    [InlineData("PEPE", 1000, 1, null, 0)]
    [InlineData("USDC", -1000, 1, 1.02, -1020)]
    [InlineData("DRV", 3_000_000, 0.5, null, 1_375_000 * 0.25)]
    [Trait("Rule", "COL-1")]
    public void Without_positions_an_asset_counts_by_its_schedule(string asset, double quantity, double spot, double? average, double countedUsd) =>
        Equity(Account(new PledgedAsset(asset, quantity, spot, average))).ShouldBe(100 + countedUsd, 1e-6);

    [Fact]
    [Trait("Rule", "COL-1")]
    public void What_falls_with_the_portfolio_counts_less_and_what_hedges_it_no_more()
    {
        var eth = new PledgedAsset("ETH", 10, 1);
        double Counted(double perpetuals) => Equity(Account(eth) with { Positions = [new("ETH_USDC-PERPETUAL", perpetuals)] }) - 100;
        Counted(5).ShouldBe(19_000 * (1 - 0.1 - 0.1), 1e-6);
        Counted(-5).ShouldBe(19_000 * 0.9, 1e-6);
        Counted(0.001).ShouldBe(Counted(5), 1e-6, "the direction counts, not the size");

        // stETH follows ETH at 0.98.
        var staked = new PledgedAsset("stETH", 10, 1900);
        (Equity(Account(staked) with { Positions = [new("ETH_USDC-PERPETUAL", 5)] }) - 100).ShouldBe(19_000 * (1 - 0.15 - 0.098), 1e-6);
    }

    [Theory]
    [InlineData("ethereum", 0.99)]
    [InlineData("base", 0.988)]
    [InlineData("solana", 0.985)]
    [InlineData("nowhere", 0)]
    [Trait("Rule", "COL-2")]
    public void Collateral_on_another_chain_comes_over_the_cheapest_bridge_in_time(string chain, double share) =>
        Equity(Account(new PledgedAsset("USDC", 1000, 1, null, chain))).ShouldBe(100 + 1000 * share, 1e-9);

    [Fact]
    [Trait("Rule", "COL-2")]
    public void A_longer_liquidation_lets_the_slow_and_free_bridge_arrive()
    {
        // 7 days over the slow bridge; a position of 2 % of the volume limit is out within the day, one of eight days' worth is not.
        var account = Account(new PledgedAsset("USDC", 1000, 1, null, "arbitrum"));
        Equity(account).ShouldBe(100 + 988, 1e-9);
        var whale = account with { Positions = [new("BTC_USDC-PERPETUAL", 8 * 0.1 * 20e9 / Index)] };
        using var fixture = Fixture(whale);
        fixture.Cycle.Figure(0).Unwind.HorizonDays.ShouldBeGreaterThan(7);
        fixture.Cycle.Equity(0).Collateral.CountedUsd.ShouldBe(990, 1e-9);
    }

    [Fact]
    [Trait("Rule", "COL-3")]
    public void A_tokenised_claim_is_cut_for_default_redemption_and_age_and_capped_by_issuer()
    {
        using var fixture = Fixture(Account(new PledgedAsset("BUIDL", 1000, 1, null, null, PriceAgeHours: 132), new PledgedAsset("USD", 9000, 1)));
        var value = fixture.Cycle.Equity(0).Collateral.Values[0];
        value.Steps.Single(step => step.Name == "age of the price").Haircut!.Value.ShouldBe(0.5, 1e-12);
        value.Steps.Select(step => step.Rule).Distinct().ShouldBe(["COL-1", "COL-3"]);
        value.CountedUsd.ShouldBe(1000 * (1 - value.Steps.Sum(step => step.Haircut!.Value)), 1e-9);

        using var alone = Fixture(Account(new PledgedAsset("BUIDL", 1000, 1)));
        alone.Cycle.Equity(0).Collateral.CountedUsd.ShouldBe(500, 1e-9, "half of all collateral is the most that one issuer counts");
    }

    [Theory]
    [InlineData(60_000, 5000 * 0.95)]
    [InlineData(65_000, 0)]
    [InlineData(70_000, -5000)]
    [Trait("Rule", "MRG-7")]
    public void A_profit_is_cut_a_loss_counts_fully(double entry, double countedUsd)
    {
        var price = TestBook.Markets()[0].PerpetualPrice;
        var account = Account() with { Positions = [new("BTC_USDC-PERPETUAL", 1, entry + (price - Index))] };
        Equity(account).ShouldBe(100 + countedUsd, 1e-6);
    }

    [Fact]
    [Trait("Rule", "MRG-7")]
    public void Profits_and_losses_net_before_the_haircut_and_the_cap_bounds_the_rest()
    {
        var rules = Shipped with { Collateral = Shipped.Collateral! with { UnrealisedProfit = new(0.5, 700) } };
        var (btc, eth) = (TestBook.Markets()[0].PerpetualPrice, TestBook.Markets()[1].PerpetualPrice);
        AccountPortfolio Held(double gain, double loss) =>
            Account() with { Positions = [new("BTC_USDC-PERPETUAL", 1, btc - gain), new("ETH_USDC-PERPETUAL", 1, eth + loss), new("BTC_USDC", 1)] };
        Equity(Held(1000, 400), rules).ShouldBe(100 + Index + 300, 1e-6);
        Equity(Held(1800, 0), rules).ShouldBe(100 + Index + 700, 1e-6);
        Equity(Held(100, 400), rules).ShouldBe(100 + Index - 300, 1e-6);
    }

    [Fact]
    [Trait("Rule", "MRG-7")]
    public void The_parts_add_up_and_the_screen_decides_as_the_answer_does() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(10), Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            List<AccountPortfolio> accounts = [.. TestBook.Accounts(30, seed).Select(account => account with
            {
                CashUsd = 2e5 * random.NextDouble(),
                Collateral = [new("USDC", 1e5 * random.NextDouble(), 1, null, "base"), new("ETH", 100 * random.NextDouble(), 1, 1_850), new("BTC", -random.NextDouble(), 1)],
            })];
            using var fixture = new CycleFixture(accounts, rules: Shipped with { InitialFactor = 1.1 });
            return Enumerable.Range(0, fixture.Book.PortfolioCount).All(portfolio =>
            {
                var (figure, equity) = (fixture.Cycle.Figure(portfolio), fixture.Cycle.Equity(portfolio));
                var sum = equity.CashUsd + equity.MarkValueUsd + equity.UnrealisedProfit.CountedUsd + equity.Collateral.CountedUsd;
                return Math.Abs(sum - figure.EquityUsd) <= 1e-9 * (1 + Math.Abs(equity.CashUsd) + equity.Collateral.Values.Sum(value => Math.Abs(value.GrossUsd)) + Math.Abs(equity.MarkValueUsd))
                    && fixture.Cycle.StateOf(portfolio) == figure.State;
            });
        }));

    [Fact]
    [Trait("Rule", "COL-1")]
    [Trait("Rule", "COL-2")]
    [Trait("Rule", "COL-3")]
    [Trait("Rule", "MRG-7")]
    public void Equity_agrees_with_the_naive_one_and_so_does_a_question_beside_the_cycle()
    {
        var random = new Random(5);
        List<AccountPortfolio> accounts = [.. TestBook.Accounts(45, seed: 5, cashUsd: 1e4).Select(account => account with { Collateral = [.. AnyCollateral(random)] })];
        using var fixture = new CycleFixture(accounts, rules: Shipped);
        foreach (var move in new[] { 1, 0.8, 1.1 })
        {
            var markets = TestBook.Markets(move);
            fixture.Cycle.Run([.. markets]);
            using var margin = new PortfolioMargin(TestBook.Instruments, fixture.Scenarios, Shipped);
            foreach (var market in markets) margin.Take(market);
            for (var portfolio = 0; portfolio < fixture.Book.PortfolioCount; portfolio++)
            {
                var held = fixture.AccountsOf(portfolio).ToList();
                var figure = fixture.Cycle.Figure(portfolio);
                var naive = NaiveEquity.Usd(held, markets, fixture.Scenarios, Shipped, figure.Unwind.HorizonDays);
                var grossUsd = TestBook.GrossUsd(TestBook.Lots(held), markets) + held.Sum(account => account.Collateral.Sum(pledge => Math.Abs(pledge.Quantity) * Index));
                figure.EquityUsd.ShouldBe(naive, 1e-10 * grossUsd, fixture.Book.KeyOf(portfolio));
                margin.Figure(margin.Compile("beside", held)).EquityUsd.ShouldBe(figure.EquityUsd);
            }
        }

        static IEnumerable<PledgedAsset> AnyCollateral(Random random)
        {
            (string Asset, double Scale, double? Average)[] assets = [("USDC", 1e5, 0.998), ("BTC", 3, 64_000), ("ETH", 80, null), ("stETH", 60, null), ("DRV", 3e6, null), ("BUIDL", 2e5, null), ("PEPE", 10, null)];
            string?[] chains = [null, "arbitrum", "base", "solana", "island"];
            foreach (var (asset, scale, average) in assets.Where(_ => random.Next(2) == 0))
                yield return new(asset, scale * (random.NextDouble() - 0.1), asset == "stETH" ? 1_890 : 1, average, chains[random.Next(5)], PriceAgeHours: asset == "BUIDL" ? 60 : 0);
        }
    }

    [Fact]
    [Trait("Rule", "COL-1")]
    [Trait("Rule", "MRG-5")]
    public void A_tick_with_collateral_and_every_charge_allocates_nothing()
    {
        List<AccountPortfolio> accounts = [.. TestBook.Accounts(150, seed: 9, cashUsd: 1e9).Select((account, i) => account with
        {
            Collateral = i % 3 == 0 ? [] : [new("ETH", 10, 1, 1_850, "arbitrum"), new("stETH", 5, 1_890), new("BUIDL", 1000, 1, null, null, 30)],
        })];
        using var fixture = new CycleFixture(accounts, rules: Shipped);
        MarketSnapshot[][] ticks = [[.. TestBook.Markets()], [.. TestBook.Markets(0.999)]];
        for (var i = 0; i < 4; i++) fixture.Cycle.Run(ticks[i % 2]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 20; i++) fixture.Cycle.Run(ticks[i % 2]);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    [Trait("Rule", "COL-1")]
    public void A_coin_that_falls_takes_its_collateral_along_tick_by_tick()
    {
        using var fixture = Fixture(Account(new PledgedAsset("BTC", 1, 1)) with { Positions = [new("ETH_USDC", 1)] });
        fixture.Cycle.Figure(0).EquityUsd.ShouldBe(100 + 1_900 + Index * (1 - 0.1 - Haircut(fixture)), 1e-6);
        fixture.Cycle.Run([.. TestBook.Markets(0.5)]);
        fixture.Cycle.Figure(0).EquityUsd.ShouldBe(100 + 950 + Index / 2 * (1 - 0.1 - Haircut(fixture)), 1e-6);

        static double Haircut(CycleFixture fixture) =>
            fixture.Cycle.Equity(0).Collateral.Values[0].Steps.Where(step => step.Name == "falls with the portfolio").Sum(step => step.Haircut!.Value);
    }

    [Fact]
    [Trait("Rule", "COL-1")]
    public void One_asset_has_one_price()
    {
        Should.Throw<ArgumentException>(() => Equity(Account(new PledgedAsset("USDC", 1, 1), new PledgedAsset("USDC", 1, 0.9)))).Message.ShouldContain("collateral USDC has two prices");
        Should.Throw<ArgumentOutOfRangeException>(() => new PledgedAsset("USDC", 1, 0)).ParamName.ShouldBe("SpotUsd");
    }

    [Fact]
    [Trait("Rule", "COL-1")]
    public void What_no_market_prices_counts_nothing_and_whoever_owes_it_has_no_figure_until_one_does()
    {
        Equity(Account(new PledgedAsset("DRV", 1000, SpotUsd: null))).ShouldBe(100);
        Equity(Account(new PledgedAsset("BTC", 2, SpotUsd: null))).ShouldBe(100 + 2 * Index * 0.9, 1e-6);
        Equity(Account(new PledgedAsset("BTC", -2, SpotUsd: null))).ShouldBe(100 - 2 * Index, 1e-6);

        using var fixture = Fixture(Account(new PledgedAsset("SOL", -10, SpotUsd: null), new PledgedAsset("BTC", 1, SpotUsd: null)));
        (fixture.Cycle.UnpricedInstrument(0), fixture.Cycle.Unavailability(0)).ShouldBe(("SOL", Unavailable.UnpricedDebt));
        fixture.Cycle.Unpriced.ToArray().ShouldBe([0]);
        Should.Throw<InvalidOperationException>(() => fixture.Cycle.Figure(0));
        fixture.Cycle.Run([TestBook.Markets()[0] with { Underlying = "SOL", IndexPrice = 150 }]);
        fixture.Cycle.Unavailability(0).ShouldBeNull();
        fixture.Cycle.Figure(0).EquityUsd.ShouldBe(100 - 10 * 150 + Index * 0.9, 1e-6);
        fixture.Cycle.Run([TestBook.Markets()[0] with { Underlying = "SOL", IndexPrice = double.NaN }]);
        fixture.Cycle.UnpricedInstrument(0).ShouldBe("SOL", "a price that is none takes the figure away again");
    }

    [Theory]
    [InlineData(2, 60_000d, 2 * 60_000 * 0.9)]
    [InlineData(2, 70_000d, 2 * Index * 0.9)]
    [InlineData(-2, 60_000d, -2 * Index)]
    [InlineData(-2, 70_000d, -2 * 70_000d)]
    [Trait("Rule", "COL-1")]
    public void A_coin_counts_at_the_worse_of_its_index_and_the_markets_own_average(double quantity, double average, double countedUsd)
    {
        using var fixture = Fixture(Account(new PledgedAsset("BTC", quantity, SpotUsd: null)));
        fixture.Cycle.Run([TestBook.Markets()[0] with { TimeWeightedPrice = average }]);
        fixture.Cycle.Figure(0).EquityUsd.ShouldBe(100 + countedUsd, 1e-6);
        fixture.Cycle.Equity(0).Collateral.CountedUsd.ShouldBe(countedUsd, 1e-6);
        Should.Throw<ArgumentOutOfRangeException>(() => TestBook.Markets()[0] with { TimeWeightedPrice = 0 });
    }

    [Theory]
    [InlineData("collateral.haircuts.2", """{ "tier": "stable", "haircut": 0.2 }""", "$.collateral.haircuts[2]: names the same as one before")]
    [InlineData("collateral.haircuts.0.haircut", "1.1", "$.collateral.haircuts[0].haircut: must be within [0, 1]")]
    [InlineData("collateral.bridges.0.to_chain", "\"arbitrum\"", "$.collateral.bridges[0].to_chain: must be another chain than from_chain")]
    [InlineData("collateral.real_world_assets.price_age.limit_hours", "24", "$.collateral.real_world_assets.price_age.limit_hours: must be above fresh_hours")]
    [InlineData("collateral.assets.USDC.tier", null, "$.collateral.assets.USDC.tier: is missing")]
    [InlineData("collateral.assets.USDC.colour", "1", "$.collateral.assets.USDC.colour: is not a member of this object")]
    [InlineData("collateral.unrealised_profit.haircut", "-0.1", "$.collateral.unrealised_profit.haircut: must be within [0, 1]")]
    [Trait("Rule", "COL-1")]
    public void A_bad_document_is_refused_with_its_path(string path, string? value, string error) =>
        Should.Throw<RiskModelException>(() => RiskModel.Parse(ModelText.With(path, value))).Message.ShouldBe(error);

    private static AccountPortfolio Account(params PledgedAsset[] collateral) => new("v", "a", "o", 100, []) { Collateral = [.. collateral] };

    private static double Equity(AccountPortfolio account, RiskModelRequirement? rules = null)
    {
        using var fixture = Fixture(account, rules);
        return fixture.Cycle.Figure(0).EquityUsd;
    }

    private static CycleFixture Fixture(AccountPortfolio account, RiskModelRequirement? rules = null) =>
        new([account.EnteredAt(name => TestBook.Markets()[name.StartsWith("BTC", StringComparison.Ordinal) ? 0 : 1].PerpetualPrice)], rules: rules ?? Shipped);
}
