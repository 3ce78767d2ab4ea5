using System.Collections.Immutable;
using RiskCluster.Cli.Bench.Naive;
using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Market;
using RiskCluster.Risk.Scenarios;

namespace RiskCluster.Risk.Tests.Engine;

/// <summary>Marks and Greeks beside the rows, against bumped naive revaluation.</summary>
[Trait("Rule", "INS-2")]
public class RiskArraysFiguresTests
{
    private const double Bump = 1e-4;

    [Fact]
    public void Delta_and_gamma_are_the_slopes_of_a_move_of_the_index()
    {
        ForEach((arrays, i, market, notional) =>
        {
            var instrument = arrays.Instruments[i];
            var up = Naive(instrument, market, ratio: 1 + Bump);
            var down = Naive(instrument, market, ratio: 1 - Bump);
            var step = Bump * market.IndexPrice;
            arrays.DeltaCoin[i].ShouldBe((up - down) / (2 * step), 2e-6 * notional / market.IndexPrice, instrument.Name);

            // The coin value of an inverse future is curved too; the engine's gamma is the option's alone.
            if (instrument.IsOption && instrument.Expiry > market.Expiries[1].Expiry)
                arrays.GammaPerUsd[i].ShouldBe((up + down) / (step * step), 1e-4 * notional / (market.IndexPrice * market.IndexPrice), instrument.Name);
        });
    }

    [Fact]
    public void Vega_and_theta_are_the_slopes_of_vol_and_time()
    {
        ForEach((arrays, i, market, notional) =>
        {
            var instrument = arrays.Instruments[i];
            if (!instrument.IsOption || instrument.Expiry <= market.Expiries[0].Expiry) return;
            var forward = market.Find(instrument.Expiry)?.Forward;
            if (forward is null) return;
            var years = market.AsOf.YearsUntil(instrument.Expiry);
            var vol = market.Surface.Vol(instrument.Strike, forward.Value, instrument.Expiry);
            var shock = Bump / new VolShockScaling(0.3, 0.13, 1).Factor(years);
            var volSlope = (Naive(instrument, market, volShock: shock) - Naive(instrument, market, volShock: -shock)) / (2 * Bump * vol);
            arrays.VegaUsd[i].ShouldBe(volSlope, 1e-6 * notional, instrument.Name);

            const double Minute = 1 / 1440.0;
            var decay = Naive(instrument, market, horizonYears: Minute / 365);
            arrays.ThetaUsdPerDay[i].ShouldBe(decay / Minute, 2e-5 * notional, instrument.Name);
        });
    }

    [Fact]
    public void Funding_is_the_theta_of_a_perpetual()
    {
        ForEach((arrays, i, market, notional) =>
        {
            if (arrays.Instruments[i].Kind != InstrumentKind.Perpetual) return;
            arrays.ThetaUsdPerDay[i].ShouldBe(Naive(arrays.Instruments[i], market, horizonYears: 1 / 365.0), 1e-12 * notional);
            Math.Sign(arrays.ThetaUsdPerDay[i]).ShouldBe(-Math.Sign(market.FundingRate8h));
        });
    }

    [Fact]
    public void Marks_are_option_values_and_the_spot_price()
    {
        ForEach((arrays, i, market, notional) =>
        {
            var instrument = arrays.Instruments[i];
            if (instrument.Kind == InstrumentKind.Spot) arrays.MarkUsd[i].ShouldBe(market.IndexPrice);
            else if (!instrument.IsOption) arrays.MarkUsd[i].ShouldBe(0);

            // A collapse of the price to nothing and of the vol with it leaves a call worthless: its loss is its mark.
            else if (instrument.OptionType == OptionType.Call)
                arrays.MarkUsd[i].ShouldBe(-Naive(instrument, market, ratio: 1e-9, volShock: -1000), 1e-12 * notional, instrument.Name);
        });
    }

    private static double Naive(Instrument instrument, MarketSnapshot market, double ratio = 1, double volShock = 0, double horizonYears = 0)
    {
        var shocks = new UnderlyingShocks(instrument.Underlying, [ratio], [volShock], [horizonYears], [1]);
        return NaiveRevaluation.PnlUsd(instrument, market, new(["bump"], [ScenarioKind.Grid], new(0.3, 0.13, 1), [shocks]), 0);
    }

    private static void ForEach(Action<RiskArrays, int, MarketSnapshot, double> check)
    {
        using var arrays = new RiskArrays(TestMarkets.Instruments(), TestMarkets.Scenarios(64));
        ImmutableArray<MarketSnapshot> markets = [TestMarkets.Bitcoin(), TestMarkets.Ether()];
        foreach (var market in markets) arrays.Refill(market);
        for (var i = 0; i < arrays.InstrumentCount; i++)
        {
            var market = markets.Single(item => item.Underlying == arrays.Instruments[i].Underlying);
            check(arrays, i, market, NaiveRevaluation.NotionalUsd(arrays.Instruments[i], market));
        }
    }
}
