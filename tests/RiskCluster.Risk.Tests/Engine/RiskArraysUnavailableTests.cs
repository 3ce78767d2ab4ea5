using System.Collections.Immutable;
using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Market;

namespace RiskCluster.Risk.Tests.Engine;

/// <summary>What cannot be priced has a reason and zeros, and nothing else is touched by it.</summary>
[Trait("Rule", "MRG-1")]
public class RiskArraysUnavailableTests
{
    private const string Call = "BTC-27MAR26-70000-C";
    private static readonly ImmutableArray<Instrument> Held =
        [.. new[] { Call, "BTC-27MAR26-70000-P", "BTC-27MAR26", "BTC-PERPETUAL", "BTC_USDC", "BTC-25DEC26-90000-C", "SOL_USDC" }.Select(InstrumentName.Parse)];

    [Fact]
    public void Nothing_is_available_before_the_first_snapshot()
    {
        using var arrays = new RiskArrays(Held, TestMarkets.Scenarios());
        arrays.Status(0).ShouldBe(Unavailable.NoMarket);
        ShouldBeZero(arrays, 0);
        arrays.UnitCount.ShouldBe(0);
    }

    [Fact]
    public void An_underlying_without_scenarios_stays_unavailable()
    {
        using var arrays = new RiskArrays(Held, TestMarkets.Scenarios());
        arrays.Refill(TestMarkets.Bitcoin() with { Underlying = "SOL" });
        arrays.UnitCount.ShouldBe(0);
        arrays.Status(arrays.IndexOf("SOL_USDC")).ShouldBe(Unavailable.NoScenarios);
    }

    [Fact]
    public void An_expired_instrument_is_unavailable_from_the_millisecond_of_its_expiry()
    {
        var expiry = InstrumentName.ParseExpiry("27MAR26");
        using var arrays = new RiskArrays(Held, TestMarkets.Scenarios());
        arrays.Refill(TestMarkets.Rebuilt(TestMarkets.Bitcoin(), asOf: new(expiry.Milliseconds - 1)));
        arrays.Status(0).ShouldBeNull();
        arrays.Refill(TestMarkets.Rebuilt(TestMarkets.Bitcoin(), asOf: expiry));
        foreach (var name in new[] { Call, "BTC-27MAR26-70000-P", "BTC-27MAR26" })
        {
            arrays.Status(arrays.IndexOf(name)).ShouldBe(Unavailable.Expired);
            ShouldBeZero(arrays, arrays.IndexOf(name));
        }

        arrays.Status(arrays.IndexOf("BTC-PERPETUAL")).ShouldBeNull();
    }

    public static TheoryData<string, MarketSnapshot, Unavailable> Breakages()
    {
        var market = TestMarkets.Bitcoin();
        MarketSnapshot With(Func<ExpiryMarket, ExpiryMarket> change) => TestMarkets.Rebuilt(market, market.Expiries.Select(change));
        return new()
        {
            { Call, With(item => item with { Forward = double.NaN }), Unavailable.NoPrice },
            { Call, With(item => item with { Forward = 0 }), Unavailable.NoPrice },
            { "BTC-27MAR26", With(item => item with { Forward = double.PositiveInfinity }), Unavailable.NoPrice },
            { Call, market with { IndexPrice = 1e40 }, Unavailable.OutOfRange },
            { "BTC_USDC", market with { IndexPrice = 1e40 }, Unavailable.OutOfRange },
            { Call, With(item => item with { RateAnnual = 1e9 }), Unavailable.OutOfRange },
            { Call, With(item => item with { Smile = null }), Unavailable.NoVolatility },
            { Call, With(item => item with { Smile = new(new RawSvi(double.NaN, 0.1, 0, 0, 0.1), 0.1) }), Unavailable.NoVolatility },
            { Call, market with { IndexPrice = double.NaN }, Unavailable.NoPrice },
            { "BTC_USDC", market with { IndexPrice = -1 }, Unavailable.NoPrice },
            { "BTC-PERPETUAL", market with { PerpetualPrice = 0 }, Unavailable.NoPrice },
            { "BTC-PERPETUAL", market with { FundingRate8h = double.NaN }, Unavailable.NoPrice },
        };
    }

    [Theory]
    [MemberData(nameof(Breakages))]
    public void A_broken_market_makes_an_instrument_unavailable_and_a_good_one_heals_it(string name, MarketSnapshot broken, Unavailable reason)
    {
        using var arrays = new RiskArrays(Held, TestMarkets.Scenarios());
        var instrument = arrays.IndexOf(name);
        arrays.Refill(TestMarkets.Bitcoin());
        var healthy = arrays.MaxAbs(instrument);
        healthy.ShouldBeGreaterThan(0);

        arrays.Refill(broken);
        arrays.Status(instrument).ShouldBe(reason);
        for (var i = 0; i < arrays.InstrumentCount; i++)
            if (arrays.Status(i) is not null)
                ShouldBeZero(arrays, i);

        arrays.Refill(TestMarkets.Bitcoin());
        arrays.Status(instrument).ShouldBeNull();
        arrays.MaxAbs(instrument).ShouldBe(healthy);
    }

    [Theory]
    [InlineData(1e300, 1)]
    [InlineData(70_000, double.NaN)]
    [InlineData(-1, 1)]
    public void A_contract_out_of_range_is_unavailable_and_its_neighbours_are_not(double strike, double contractSize)
    {
        var odd = Held[0] with { Name = "ODD", Strike = strike, ContractSize = contractSize };
        using var arrays = new RiskArrays(Held.Add(odd), TestMarkets.Scenarios());
        arrays.Refill(TestMarkets.Bitcoin());
        arrays.Status(arrays.IndexOf("ODD")).ShouldBe(Unavailable.OutOfRange);
        ShouldBeZero(arrays, arrays.IndexOf("ODD"));
        arrays.Status(0).ShouldBeNull();
    }

    [Fact]
    [Trait("Rule", "INS-2")]
    public void A_strike_of_zero_and_a_vol_of_zero_are_defined()
    {
        var market = TestMarkets.Bitcoin();
        var flat = TestMarkets.Rebuilt(market, market.Expiries.Select(item => item with { Smile = new(new RawSvi(0, 0, 0, 0, 0.1), 0.1) }));
        var zeroStrike = Held[0] with { Name = "ZERO", Strike = 0 };
        using var arrays = new RiskArrays(Held.Add(zeroStrike), TestMarkets.Scenarios());
        arrays.Refill(market);
        arrays.MarkUsd[arrays.IndexOf("ZERO")].ShouldBe(market.IndexPrice, 1e-9);
        arrays.DeltaCoin[arrays.IndexOf("ZERO")].ShouldBe(1, 1e-12);

        arrays.Refill(flat);
        var forward = market.Find(Held[0].Expiry)!.Forward;
        arrays.Status(0).ShouldBeNull();
        arrays.MarkUsd[0].ShouldBe((forward - 70_000) * market.IndexPrice / forward, 1e-9);
        double[] curvature = [arrays.GammaPerUsd[0], arrays.VegaUsd[0], arrays.ThetaUsdPerDay[0]];
        curvature.ShouldAllBe(value => value == 0);
    }

    private static void ShouldBeZero(RiskArrays arrays, int instrument)
    {
        double[] figures =
        [
            arrays.MarkUsd[instrument], arrays.DeltaCoin[instrument], arrays.GammaPerUsd[instrument], arrays.VegaUsd[instrument],
            arrays.ThetaUsdPerDay[instrument], arrays.MaxAbs(instrument),
        ];
        figures.ShouldAllBe(value => value == 0);
        var row = new double[arrays.ScenarioCount];
        row.AsSpan().Fill(1);
        arrays.FillDoubleRow(instrument, row);
        row.ShouldAllBe(value => value == 0);
        for (var s = 0; s < arrays.ScenarioCount; s++) RiskArraysFillTests.Stored(arrays, instrument, s).ShouldBe(0);
    }
}
