using FsCheck;
using FsCheck.Fluent;
using RiskCluster.Cli.Bench.Naive;
using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Liquidity;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Market;
using RiskCluster.Risk.Tests.Margin;

namespace RiskCluster.Risk.Tests.Engine;

/// <summary>Unwind cost and liquidation buffer in the engine: by hand on a simple book, against the naive one on random books, and what netting does to them.</summary>
[Trait("Rule", "MRG-5")]
public sealed class UnwindsTests
{
    private const double Index = 65_000;
    private static readonly Config Quick = Config.QuickThrowOnFailure.WithMaxTest(60);
    private static readonly RiskModelUnwind Shipped = RiskModel.Load("riskcluster-1").Requirement.Unwind!;

    /// <summary>Spread 0; 100 coins a side within 1 %; one order a day; a tenth of 1,000 coins a day; 500 coins open; vol 4 % a day.</summary>
    private static readonly RiskModelUnwind Simple = new(
        new(1, 3, 2, new(BaseDays: 1, MaxDays: 9, ParticipationRate: 0.1, SliceDistance: 0.5, ReplenishmentsPerDay: 1), new(ThresholdShare: 0.1, Slope: 0.5, Power: 1, MaxFraction: 0.2)),
        VolHalfSpread: 0.02,
        MaintenanceShare: 0.5,
        new(1e-12, [new(0.01, 100 * Index * (1 - 0.005))], volDaily: 0.04, volumeUsdPerDay: 1000 * Index, openInterestUsd: 500 * Index),
        System.Collections.Immutable.ImmutableSortedDictionary<string, RiskModelLiquidity>.Empty);

    [Fact]
    public void A_long_coin_is_sold_down_the_book_at_impact_over_the_horizon()
    {
        // 50 coins: one order down half the book, at 0.25 % on average; impact 4 % x sqrt(0.05); no tenth of the open interest.
        var small = Charge(Simple, ("BTC_USDC", 50));
        small.HorizonDays.ShouldBe(1);
        small.BufferFraction.ShouldBe(0);
        small.WalkUsd.ShouldBe(50 * Index * 0.0025, 1e-6 * Index);
        small.ImpactUsd.ShouldBe(50 * Index * 0.04 * Math.Sqrt(0.05), 1e-6);
        small.ConcentrationUsd.ShouldBe(0);

        // 400 coins at a tenth of 1,000 a day take the four days; four orders of 100 each walk to the end of the book; 0.8 of the open interest.
        var large = Charge(Simple, ("BTC_USDC", 250), ("BTC_USDC-PERPETUAL", 150 / 1.001));
        large.HorizonDays.ShouldBe(4, 0.01);
        large.BufferFraction.ShouldBe(1, 0.01);
        large.WalkUsd.ShouldBe(400 * Index * 0.005, 0.01 * 400 * Index * 0.005);
        large.ConcentrationUsd.ShouldBe(400 * Index * 0.2, 1e-3 * Index, "0.5 x (0.8 - 0.1) is above the cap");
        Charge(Simple, ("BTC_USDC", 4000)).HorizonDays.ShouldBe(9, "the longest horizon");
    }

    [Fact]
    public void Options_join_through_their_delta_and_leave_volatility_strike_by_strike()
    {
        using var margin = Margin(Simple);
        var (call, put) = ("BTC_USDC-27FEB26-65000-C", "BTC_USDC-27FEB26-65000-P");
        var delta = margin.Arrays.DeltaCoin[margin.SlotOf(call)];
        var vega = margin.Arrays.VegaUsd[margin.SlotOf(call)];
        var hedged = Charge(Simple, (call, 10), ("BTC_USDC", -10 * delta));
        hedged.WalkUsd.ShouldBe(0, 1e-6);
        hedged.VegaSpreadUsd.ShouldBe(10 * vega * 0.02, 1e-9 * vega);
        Charge(Simple, (call, 10), (put, -10)).VegaSpreadUsd.ShouldBe(20 * vega * 0.02, 1e-9 * vega, "two instruments are two trades");
        Charge(Simple, ("BTC_USDC", 5)).VegaSpreadUsd.ShouldBe(0);
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(0.5, 0.1, 1)]
    [InlineData(2, 1.5, 3)]
    [InlineData(100, 100, 6)]
    public void Regimes_multiply_the_cost_of_trading_within_their_bounds(double vol, double congestion, double factor)
    {
        var normal = ChargeIn(null, Simple, ("BTC_USDC", 200), ("BTC-27FEB26-60000-C", 3));
        var stressed = ChargeIn(new(VolRegime: vol, CongestionFactor: congestion), Simple, ("BTC_USDC", 200), ("BTC-27FEB26-60000-C", 3));
        (stressed.CostUsd - stressed.ConcentrationUsd).ShouldBe(factor * (normal.CostUsd - normal.ConcentrationUsd), 1e-6);
        stressed.ConcentrationUsd.ShouldBe(normal.ConcentrationUsd);
        stressed.HorizonDays.ShouldBe(normal.HorizonDays);
    }

    [Fact]
    public void What_the_market_tells_wins_and_the_model_governs_the_rest()
    {
        var thin = DepthProfile.FromBook([new(Index - 65, 1)], [new(Index + 65, 1)]);
        var (governed, told) = (ChargeIn(null, Shipped, ("BTC_USDC", 5)), ChargeIn(new(Depth: thin), Shipped, ("BTC_USDC", 5)));
        told.HalfSpreadUsd.ShouldBe(5 * Index * 0.001, 1e-6);
        told.ImpactUsd.ShouldBe(governed.ImpactUsd, 1e-9, "volume and volatility are still governed");
        ChargeIn(new(VolDaily: 0.3), Shipped, ("BTC_USDC", 5)).ImpactUsd.ShouldBe(10 * governed.ImpactUsd, 1e-6);
        ChargeIn(new(VolumeCoinPerDay: 1), Shipped, ("BTC_USDC", 5)).HorizonDays.ShouldBe(Shipped.Rule.Horizon.MaxDays);
        ChargeIn(new(OpenInterestCoin: 10), Shipped, ("BTC_USDC", 5)).ConcentrationUsd.ShouldBe(5 * Index * 0.25, 1e-6);
        Should.Throw<ArgumentOutOfRangeException>(() => new LiquiditySnapshot(VolDaily: -1)).ParamName.ShouldBe("VolDaily");
        Should.Throw<ArgumentOutOfRangeException>(() => new LiquiditySnapshot(VolRegime: double.NaN)).ParamName.ShouldBe("VolRegime");
    }

    [Fact]
    [Trait("Rule", "MRG-6")]
    public void Margins_are_made_of_the_extended_scan_and_their_shares_of_the_cost()
    {
        var rules = TestBook.Rules with { Unwind = Simple };
        var figure = Figure(rules, null, ("BTC_USDC", 300), ("BTC-27FEB26-60000-C", -3), ("ETH_USDC-PERPETUAL", 20));
        figure.Unwind.HorizonDays.ShouldBeGreaterThan(2);
        var extended = figure.ScanUsd * Math.Sqrt(figure.Unwind.HorizonDays);
        figure.InitialMarginUsd.ShouldBe(1.1 * (extended + figure.Contingencies.InitialUsd + figure.Unwind.CostUsd), 1e-6);
        figure.MaintenanceMarginUsd.ShouldBe(0.8 * (extended + figure.Contingencies.MaintenanceUsd(rules.Contingencies.MaintenanceShare) + 0.5 * figure.Unwind.CostUsd), 1e-6);
        var usd = MarginWaterfall.Of(figure, rules, stressCount: 40).ToDictionary(step => step.Name, step => step.Usd);
        string[] parts = ["scan", "liquidation_buffer", "basis", "roll", "naked_short", "perpetual", "oracle_confidence", "half_spread", "depth_walk", "market_impact", "vega_spread", "concentration"];
        (1.1 * parts.Sum(name => usd[name])).ShouldBe(usd["initial_margin"], 1e-6);
    }

    [Fact]
    [Trait("Rule", "MRG-6")]
    public void The_engine_agrees_with_the_naive_cost_and_decides_the_same_state()
    {
        foreach (var unwind in new[] { Shipped, Simple })
        {
            using var fixture = new CycleFixture(Large(TestBook.Accounts(90, seed: 5)), rules: TestBook.Rules with { Unwind = unwind });
            for (var portfolio = 0; portfolio < fixture.Book.PortfolioCount; portfolio++)
            {
                var figure = fixture.Cycle.Figure(portfolio);
                var naive = NaiveUnwind.Charge(TestBook.Lots(fixture.AccountsOf(portfolio)), TestBook.Markets(), unwind);
                foreach (var (fast, slow) in Parts(figure.Unwind).Zip(Parts(naive))) fast.ShouldBe(slow, 1e-9 * (1 + slow), fixture.Book.KeyOf(portfolio));
                fixture.Cycle.StateOf(portfolio).ShouldBe(figure.State);
                figure.MaintenanceMarginUsd.ShouldBeLessThanOrEqualTo(figure.InitialMarginUsd);
            }
        }
    }

    [Fact]
    public void The_engine_agrees_with_the_naive_cost_on_a_real_looking_book() =>
        Check.One(Quick, Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var depth = DepthProfile.FromBook(
                [.. Enumerable.Range(1, 20).Select(i => new DepthLevel(Index * (1 - 2e-4 * i), 0.1 + random.NextDouble()))],
                [.. Enumerable.Range(1, 20).Select(i => new DepthLevel(Index * (1 + 2e-4 * i), 0.1 + random.NextDouble()))]);
            var told = new LiquiditySnapshot(depth, random.NextDouble(), 1 + 1e5 * random.NextDouble(), 1e4 * random.NextDouble(), 3 * random.NextDouble(), 3 * random.NextDouble());
            var account = Large([Account(random, 6)])[0];
            using var margin = Margin(Shipped, told);
            var fast = margin.Figure(margin.Compile("p", [account])).Unwind;
            var slow = NaiveUnwind.Charge(TestBook.Lots([account]), [TestBook.Markets()[0] with { Liquidity = told }, TestBook.Markets()[1]], Shipped);
            return Parts(fast).Zip(Parts(slow)).All(pair => Math.Abs(pair.First - pair.Second) <= 1e-9 * (1 + pair.Second));
        }));

    /// <summary>The exact statement of what netting does: see the decision in the README.</summary>
    [Fact]
    [Trait("Rule", "MRG-1")]
    public void Hedging_accounts_cost_no_more_together_than_the_larger_alone_and_take_no_longer() =>
        Check.One(Quick, Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            using var margin = Margin(Simple);
            var (one, other) = (Account(random, 4), Account(random, 4));
            var net = Delta(margin, one);
            // Turned so that its net coins stand against the first one's, in each underlying.
            other = other with { Positions = [.. other.Positions.Select(position => position with { Quantity = position.Quantity * Turn(position.Instrument) })] };
            double Turn(string name) => Math.Sign(Delta(margin, other).GetValueOrDefault(Coin(name))) == Math.Sign(net.GetValueOrDefault(Coin(name))) ? -1 : 1;

            var (a, b) = (Unwind(margin, [one]), Unwind(margin, [other]));
            var both = Unwind(margin, [one, other with { Venue = "w" }]);
            var (scanA, scanB, scan) = (ScanUsd(margin, [one]), ScanUsd(margin, [other]), ScanUsd(margin, [one, other with { Venue = "w" }]));
            var slack = 1e-9 * (1 + a.CostUsd + b.CostUsd + scanA + scanB);
            return both.HorizonDays <= Math.Max(a.HorizonDays, b.HorizonDays) + 1e-9
                && both.HalfSpreadUsd + both.WalkUsd + both.ImpactUsd <= a.HalfSpreadUsd + a.WalkUsd + a.ImpactUsd + b.HalfSpreadUsd + b.WalkUsd + b.ImpactUsd + slack
                && both.VegaSpreadUsd <= a.VegaSpreadUsd + b.VegaSpreadUsd + slack
                && both.ConcentrationUsd <= a.ConcentrationUsd + b.ConcentrationUsd + slack
                && scan <= scanA + scanB + slack
                && both.CostUsd + scan * (1 + both.BufferFraction) <= a.CostUsd + b.CostUsd + (scanA + scanB) * (1 + Math.Max(a.BufferFraction, b.BufferFraction)) + slack;
        }));

    [Fact]
    public void Two_accounts_in_one_direction_cost_more_together_than_apart()
    {
        var (half, whole) = (Charge(Simple, ("BTC_USDC", 90)), Charge(Simple, ("BTC_USDC", 180)));
        whole.CostUsd.ShouldBeGreaterThan(2.5 * half.CostUsd);
        whole.BufferFraction.ShouldBeGreaterThan(half.BufferFraction);
    }

    [Fact]
    public void The_charge_rises_with_the_size_of_a_lone_position_and_is_never_negative() =>
        Check.One(Quick, Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var position = TestBook.RandomPosition(new Random(seed));
            using var margin = Margin(Shipped);
            var before = default(UnwindCharge);
            for (var scale = 1.0; scale < 1e9; scale *= 7)
            {
                var charge = Unwind(margin, [new("v", "a", "o", 0, [position with { Quantity = position.Quantity * scale }])]);
                if (Parts(charge).Zip(Parts(before)).Any(pair => pair.First < pair.Second - 1e-12 * (1 + charge.CostUsd) || pair.First < 0)) return false;
                before = charge;
            }

            return true;
        }));

    [Fact]
    [Trait("Rule", "MRG-8")]
    [Trait("Rule", "MRG-10")]
    public void Shares_by_average_cost_add_up_to_the_margin() =>
        Check.One(Quick, Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            using var margin = Margin(Simple);
            var portfolio = margin.Compile("p", Large([Account(new Random(seed), 8)]));
            var figure = margin.Figure(portfolio);
            var weights = ScanWeights.Of(margin.PnlUsd(portfolio), 40, figure, 0.99);
            var perUnit = margin.InitialPerUnitUsd(portfolio, weights, [.. Enumerable.Range(0, margin.Instruments.Length)]);
            var sum = portfolio.Slots.Select((slot, i) => portfolio.Lots[i] * perUnit[slot]).Sum();
            var size = portfolio.Slots.Select((slot, i) => Math.Abs(portfolio.Lots[i] * perUnit[slot])).Sum();
            return Math.Abs(sum - figure.InitialMarginUsd) <= 1e-12 * size + 1e-9 * figure.InitialMarginUsd;
        }));

    [Fact]
    public void Sizes_beyond_any_book_keep_every_figure_finite()
    {
        foreach (var size in new[] { 1e15, -1e15 })
        {
            var figure = Figure(TestBook.Rules with { Unwind = Shipped }, null, ("BTC_USDC", size), ("BTC-27FEB26-60000-C", size), ("ETH-PERPETUAL", -size));
            double.IsFinite(figure.InitialMarginUsd).ShouldBeTrue();
            figure.MaintenanceMarginUsd.ShouldBeInRange(0, figure.InitialMarginUsd);
        }
    }

    [Theory]
    [InlineData("unwind.default.depth.1.distance", "0.001", "$.unwind.default.depth[0].distance: must not be nearer than half_spread", "unwind.default.half_spread", "0.01")]
    [InlineData("unwind.default.depth.1.distance", "0.002", "$.unwind.default.depth[1].distance: must be farther than the one before", null, null)]
    [InlineData("unwind.default.depth.1.usd", "1", "$.unwind.default.depth[1].usd: must not be less than nearer to the mid", null, null)]
    [InlineData("unwind.horizon.max_days", "0.5", "$.unwind.horizon.max_days: must not be below base_days", null, null)]
    [InlineData("unwind.default.depth", "[]", "$.unwind.default.depth: must have at least 1 entries", null, null)]
    [InlineData("unwind.default.colour", "1", "$.unwind.default.colour: is not a member of this object", null, null)]
    [InlineData("unwind.concentration", null, "$.unwind.concentration: is missing", null, null)]
    [InlineData("unwind.by_underlying.BTC.vol_daily", "2", "$.unwind.by_underlying.BTC.vol_daily: must be within [0, 1]", null, null)]
    public void A_bad_document_is_refused_with_its_path(string path, string? value, string error, string? other, string? otherValue)
    {
        var text = other is null ? ModelText.With(path, value) : ModelText.With(other, otherValue);
        Should.Throw<RiskModelException>(() => RiskModel.Parse(text)).Message.ShouldBe(error);
    }

    private static IEnumerable<double> Parts(UnwindCharge charge) =>
        [charge.HorizonDays, charge.BufferFraction, charge.HalfSpreadUsd, charge.WalkUsd, charge.ImpactUsd, charge.VegaSpreadUsd, charge.ConcentrationUsd];

    private static List<AccountPortfolio> Large(IEnumerable<AccountPortfolio> accounts) =>
        [.. accounts.Select(account => account with { Positions = [.. account.Positions.Select(position => position with { Quantity = 40 * position.Quantity })] })];

    private static AccountPortfolio Account(Random random, int lots) => new("v", "a", "o", 0, [.. Enumerable.Range(0, 1 + random.Next(lots)).Select(_ => TestBook.RandomPosition(random))]);

    private static string Coin(string name) => name[..3];

    private static Dictionary<string, double> Delta(PortfolioMargin margin, AccountPortfolio account) =>
        account.Positions.GroupBy(position => Coin(position.Instrument)).ToDictionary(group => group.Key, group => group.Sum(position => position.Quantity * margin.Arrays.DeltaCoin[margin.SlotOf(position.Instrument)]));

    private static double ScanUsd(PortfolioMargin margin, IReadOnlyList<AccountPortfolio> accounts) => margin.Figure(margin.Compile("p", accounts)).ScanUsd;

    private static UnwindCharge Unwind(PortfolioMargin margin, IReadOnlyList<AccountPortfolio> accounts) => margin.Figure(margin.Compile("p", accounts)).Unwind;

    private static UnwindCharge Charge(RiskModelUnwind unwind, params (string Name, double Lot)[] lots) => ChargeIn(null, unwind, lots);

    private static UnwindCharge ChargeIn(LiquiditySnapshot? told, RiskModelUnwind unwind, params (string Name, double Lot)[] lots) => Figure(TestBook.Rules with { Unwind = unwind }, told, lots).Unwind;

    private static MarginFigure Figure(RiskModelRequirement rules, LiquiditySnapshot? told, params (string Name, double Lot)[] lots)
    {
        using var margin = Margin(rules.Unwind!, told);
        return margin.Figure(margin.Compile("portfolio", [new("v", "a", "o", 0, [.. lots.Select(lot => new Position(lot.Name, lot.Lot))])]));
    }

    private static PortfolioMargin Margin(RiskModelUnwind unwind, LiquiditySnapshot? told = null)
    {
        var margin = new PortfolioMargin(TestBook.Instruments, TestBook.Scenarios(), TestBook.Rules with { Unwind = unwind });
        foreach (var market in TestBook.Markets()) margin.Take(market with { Liquidity = market.Underlying == "BTC" ? told : null });
        return margin;
    }
}
