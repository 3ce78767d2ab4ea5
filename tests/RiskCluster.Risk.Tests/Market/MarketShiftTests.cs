using RiskCluster.Risk.Market;
using RiskCluster.Risk.Tests.Engine;

namespace RiskCluster.Risk.Tests.Market;

public sealed class MarketShiftTests
{
    [Theory]
    [InlineData(-0.2, 0)]
    [InlineData(0.15, 0.3)]
    [InlineData(0, -0.5)]
    [Trait("Rule", "MRG-11")]
    public void Prices_move_together_and_vols_stay_with_their_strikes(double spot, double vol)
    {
        var market = TestMarkets.Bitcoin();
        var moved = new MarketShift("BTC", spot, vol).Apply(market);
        moved.IndexPrice.ShouldBe(market.IndexPrice * (1 + spot));
        moved.PerpetualPrice.ShouldBe(market.PerpetualPrice * (1 + spot));
        foreach (var (before, after) in market.Expiries.Zip(moved.Expiries))
        {
            after.Forward.ShouldBe(before.Forward * (1 + spot));
            foreach (var strike in new[] { 0.95, 1, 1.05 }.Select(share => share * before.Forward))
            {
                // Short slices clamp their wings within such a move; the long ones do not.
                if (before.Smile!.Svi.WingLimit < 0.4) continue;
                moved.Surface.Vol(strike, after.Forward, after.Expiry).ShouldBe((1 + vol) * market.Surface.Vol(strike, before.Forward, before.Expiry), 1e-12);
            }
        }
    }

    [Fact]
    [Trait("Rule", "MRG-11")]
    public void A_shift_of_nothing_is_the_same_market_and_impossible_ones_are_refused()
    {
        var market = TestMarkets.Bitcoin();
        new MarketShift("BTC", 0, 0).Apply(market).ShouldBeSameAs(market);
        Should.Throw<ArgumentException>(() => new MarketShift("ETH", 0.1, 0).Apply(market));
        Should.Throw<ArgumentException>(() => new MarketShift("BTC", -1, 0).Apply(market));
        Should.Throw<ArgumentException>(() => new MarketShift("BTC", 0, double.NaN).Apply(market));
    }
}
