using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using RiskCluster.Risk.Liquidity;

namespace RiskCluster.Risk.Tests.Liquidity;

[Trait("Rule", "MKT-1")]
public sealed class DepthProfileTests
{
    private static readonly Config Quick = Config.QuickThrowOnFailure.WithMaxTest(200);

    // Selling 2: 1 coin loses 1, 1 loses 2. Selling 4: 1 + 2x2 + 4. Beyond the 4 coins seen the distance rises from 0.04 by 0.04/4 a coin: 2 more
    // coins lose 100 (2 x 0.04 + 0.01 x 2^2/2) = 10. It reaches 1, a worthless coin, after 96 more: 9 + 100 (3.84 + 46.08) = 5001; then each loses 100.
    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.5, 0.5)]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    [InlineData(4, 9)]
    [InlineData(6, 19)]
    [InlineData(100, 5001)]
    [InlineData(110, 6001)]
    public void Selling_walks_down_the_bids(double coin, double costUsd) => TestDepth.Small.CostUsd(DepthSide.Bids, coin).ShouldBe(costUsd, 1e-9);

    // Buying 3: 1 + 2x2. Beyond: from 0.02 by 0.02/3 a coin, 3 more lose 100 (0.06 + 0.02/3 x 9/2) = 9; no coin is ever too dear to be bought back.
    [Theory]
    [InlineData(3, 5)]
    [InlineData(6, 14)]
    [InlineData(3003, 5 + 100 * (3000 * 0.02 + 0.02 / 3 * 3000 * 3000 / 2))]
    public void Buying_walks_up_the_asks(double coin, double costUsd) => TestDepth.Small.CostUsd(DepthSide.Asks, coin).ShouldBe(costUsd, 1e-6);

    [Fact]
    public void A_book_knows_its_mid_its_spread_and_what_it_holds_near_them()
    {
        TestDepth.Small.MidUsd.ShouldBe(100);
        TestDepth.Small.HalfSpread.ShouldBe(0.01);
        TestDepth.Small.SeenCoin(DepthSide.Bids).ShouldBe(4);
        TestDepth.Small.SeenCoin(DepthSide.Asks).ShouldBe(3);
        TestDepth.Small.CoinWithin(DepthSide.Bids, 0.0099).ShouldBe(0);
        TestDepth.Small.CoinWithin(DepthSide.Bids, 0.02).ShouldBe(3);
        TestDepth.Small.CoinWithin(DepthSide.Bids, 1).ShouldBe(4);
        TestDepth.Small.UsdWithin(DepthSide.Bids, 0.02).ShouldBe(99 + 2 * 98, 1e-9);
        TestDepth.Small.UsdWithin(DepthSide.Asks, 1).ShouldBe(101 + 2 * 102, 1e-9);
        TestDepth.Small.CostFraction(DepthSide.Bids, 4).ShouldBe(9 / 400.0, 1e-12);
        TestDepth.Small.CostFraction(DepthSide.Bids, 0).ShouldBe(0.01);
        TestDepth.Small.MarginalDistance(DepthSide.Bids, 2).ShouldBe(0.02);
    }

    // 997 USD at 99.7 on average are 10 coins between 0.001 and 0.005; 992.5 more at 99.25 are 10 between 0.005 and 0.01.
    // Selling 5 ends at 0.003: 5 x 100 x 0.002. Selling 20: 10 x 100 x 0.003 + 10 x 100 x 0.0075.
    [Fact]
    public void Bands_are_spread_evenly()
    {
        var depth = DepthProfile.FromBands(99.9, 100.1, [new(0.0005, 0), new(0.005, 997), new(0.01, 1989.5), new(0.02, 1989.5)], [new(0.01, 1)]);
        depth.SeenCoin(DepthSide.Bids).ShouldBe(20, 1e-9);
        depth.CostUsd(DepthSide.Bids, 5).ShouldBe(1, 1e-9);
        depth.CostUsd(DepthSide.Bids, 10).ShouldBe(3, 1e-9);
        depth.CostUsd(DepthSide.Bids, 20).ShouldBe(10.5, 1e-9);
        depth.UsdWithin(DepthSide.Bids, 0.0005).ShouldBe(0);
        depth.UsdWithin(DepthSide.Bids, 0.005).ShouldBe(997, 1e-9);
        depth.UsdWithin(DepthSide.Bids, 0.02).ShouldBe(1989.5, 1e-9);
        depth.CoinWithin(DepthSide.Bids, 0.003).ShouldBe(5, 1e-9);
    }

    [Fact]
    public void The_cost_of_any_book_is_nothing_for_nothing_and_rises_ever_faster() =>
        Check.One(Quick, Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var depth = TestDepth.Random(random);
            var side = (DepthSide)random.Next(2);
            var step = depth.SeenCoin(side) * Math.Exp(6 * random.NextDouble() - 4) / 20;
            var costs = Enumerable.Range(0, 41).Select(i => depth.CostUsd(side, i * step)).ToArray();
            var rises = costs.Zip(costs.Skip(1), (before, after) => after - before).ToArray();
            var rounding = 1e-12 * (costs[^1] + depth.MidUsd * step);
            return costs[0] == 0 && rises[0] > 0 && rises.Zip(rises.Skip(1)).All(pair => pair.Second >= pair.First - rounding);
        }));

    [Fact]
    public void A_sale_costs_at_least_the_half_spread_and_never_more_than_the_coins_are_worth() =>
        Check.One(Quick, Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var depth = TestDepth.Random(random);
            var coin = depth.SeenCoin(DepthSide.Bids) * Math.Exp(20 * random.NextDouble() - 5);
            var fraction = depth.CostFraction(DepthSide.Bids, coin);
            return fraction >= depth.HalfSpread * (1 - 1e-12) && fraction <= 1 + 1e-12;
        }));

    [Fact]
    public void Bands_taken_from_a_book_hold_what_the_book_held() =>
        Check.One(Quick, Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var book = TestDepth.Random(random);
            double[] distances = [0.05, 0.1, 0.3, 0.9];
            ImmutableArray<DepthBand> Bands(DepthSide side) => [.. distances.Select(distance => new DepthBand(distance, book.UsdWithin(side, distance)))];
            var bands = DepthProfile.FromBands(book.MidUsd * (1 - book.HalfSpread), book.MidUsd * (1 + book.HalfSpread), Bands(DepthSide.Bids), Bands(DepthSide.Asks));
            return Enum.GetValues<DepthSide>().All(side => distances.All(distance =>
                Math.Abs(bands.UsdWithin(side, distance) - book.UsdWithin(side, distance)) <= 1e-9 * book.UsdWithin(side, 0.9)));
        }));

    [Fact]
    public void Every_size_within_the_bounds_has_a_finite_cost()
    {
        foreach (var side in Enum.GetValues<DepthSide>())
        {
            double.IsFinite(TestDepth.Small.CostUsd(side, DepthProfile.QuantityBounds.High)).ShouldBeTrue();
            Should.Throw<ArgumentOutOfRangeException>(() => TestDepth.Small.CostUsd(side, -1e-9)).ParamName.ShouldBe("quantityCoin");
            Should.Throw<ArgumentOutOfRangeException>(() => TestDepth.Small.CostUsd(side, 1.1e15)).ParamName.ShouldBe("quantityCoin");
            Should.Throw<ArgumentOutOfRangeException>(() => TestDepth.Small.MarginalDistance(side, double.NaN)).ParamName.ShouldBe("quantityCoin");
            Should.Throw<ArgumentOutOfRangeException>(() => TestDepth.Small.CoinWithin(side, 1.1)).ParamName.ShouldBe("distance");
        }
    }

    // The worst book that is let in, and the largest size: price and quantity at their bounds.
    [Fact]
    public void The_dearest_and_thinnest_book_still_has_a_finite_cost()
    {
        var (price, least) = (DepthProfile.PriceBounds.High, DepthProfile.LevelBounds.Low);
        var thin = DepthProfile.FromBook([new(DepthProfile.PriceBounds.Low, least)], [new(price, least)]);
        double.IsFinite(thin.CostUsd(DepthSide.Asks, DepthProfile.QuantityBounds.High)).ShouldBeTrue();
        var market = new UnwindMarket(thin, 10, least, DepthProfile.QuantityBounds.High, 10, 10);
        double.IsFinite(TestUnwind.Rule.Of(market, new(-DepthProfile.QuantityBounds.High)).TotalUsd).ShouldBeTrue();
        Should.Throw<ArgumentOutOfRangeException>(() => DepthProfile.FromBook([new(99, least / 2)], [new(101, 1)])).ParamName.ShouldBe("bids[0].QuantityCoin");
        Should.Throw<ArgumentOutOfRangeException>(() => DepthProfile.FromBook([new(99, 1)], [new(price * 2, 1)])).ParamName.ShouldBe("asks[0].PriceUsd");
    }

    [Fact]
    public void A_difference_of_bands_that_is_only_rounding_is_no_piece() =>
        DepthProfile.FromBands(99.9, 100.1, [new(0.005, 997), new(0.01, Math.BitIncrement(997))], [new(0.01, 1)]).CostUsd(DepthSide.Bids, 10).ShouldBe(3, 1e-9);

    [Fact]
    public void A_book_that_is_none_is_refused()
    {
        ImmutableArray<DepthLevel> bids = [new(99, 1)], asks = [new(101, 1)];
        Should.Throw<ArgumentException>(() => DepthProfile.FromBook([], asks)).ParamName.ShouldBe("bids");
        Should.Throw<ArgumentException>(() => DepthProfile.FromBook(bids, [])).ParamName.ShouldBe("asks");
        Should.Throw<ArgumentException>(() => DepthProfile.FromBook([new(99, 1), new(99, 1)], asks)).Message.ShouldContain("level 1 is not farther");
        Should.Throw<ArgumentException>(() => DepthProfile.FromBook(bids, [new(101, 1), new(100, 1)])).Message.ShouldContain("level 1 is not farther");
        Should.Throw<ArgumentException>(() => DepthProfile.FromBook([new(101, 1)], asks)).Message.ShouldContain("crossed");
        Should.Throw<ArgumentException>(() => DepthProfile.FromBook([new(99, 0)], asks)).ParamName.ShouldBe("bids[0].QuantityCoin");
        Should.Throw<ArgumentException>(() => DepthProfile.FromBook([new(double.NaN, 1)], asks)).ParamName.ShouldBe("bids[0].PriceUsd");
    }

    [Fact]
    public void Bands_that_are_none_are_refused()
    {
        ImmutableArray<DepthBand> good = [new(0.01, 5)];
        Should.Throw<ArgumentException>(() => DepthProfile.FromBands(99, 99, good, good)).Message.ShouldContain("crossed");
        Should.Throw<ArgumentException>(() => DepthProfile.FromBands(-99, 99, good, good)).ParamName.ShouldBe("bestBidUsd");
        Should.Throw<ArgumentException>(() => DepthProfile.FromBands(99.9, 100.1, [new(0.01, 0)], good)).Message.ShouldContain("is empty");
        Should.Throw<ArgumentException>(() => DepthProfile.FromBands(99.9, 100.1, [new(0.0001, 1)], good)).Message.ShouldContain("nearer than the best price");
        Should.Throw<ArgumentException>(() => DepthProfile.FromBands(99.9, 100.1, good, [new(0.01, 2), new(0.02, 1)])).Message.ShouldContain("holds less");
        Should.Throw<ArgumentException>(() => DepthProfile.FromBands(99.9, 100.1, good, [new(0.01, 2), new(0.01, 3)])).ParamName.ShouldBe("asks[1].Distance");
        Should.Throw<ArgumentException>(() => DepthProfile.FromBands(99.9, 100.1, good, [new(0.01, double.NaN)])).ParamName.ShouldBe("asks[0].CumulativeUsd");
    }
}
