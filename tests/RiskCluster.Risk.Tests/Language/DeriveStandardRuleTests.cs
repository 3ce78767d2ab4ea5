using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Language;
using RiskCluster.Risk.Pricing;
using static RiskCluster.Risk.Tests.Language.TestCase;

namespace RiskCluster.Risk.Tests.Language;

/// <summary>Each rule of the standard manager alone, against the formula worked out by hand.</summary>
public sealed class DeriveStandardRuleTests
{
    private static readonly ModelDocument Standard = ModelDocument.Load("derive-standard");

    [Theory]
    [Trait("Rule", "MRG-9")]
    [InlineData(1500, 0.5)]
    [InlineData(1200, 0.5)]
    [InlineData(2500, 0.5)]
    public void A_short_put_by_spot_by_mark_and_by_its_maintenance(double strike, double vol)
    {
        var margin = new TestCase("ETH", 1500).Expiry(new(default, 86_400, 1500, Smile: Vols((strike, vol)))).Option(strike, 'P', -2).Margin(Standard);
        var mark = 2 * Black76.Price(OptionType.Put, 1500, strike, vol, 1 / 365.0);
        var otm = Math.Max(1500 - strike, 0) / 1500;
        var maintenance = Math.Max(0.075 * 1500 * 2, 0.075 * mark) + mark;
        var initial = Math.Max(Math.Max(0.15 - otm, 0.1) * 1500 * 2 + mark, 1.05 * maintenance);
        margin.MaintenanceExcess.ShouldBeRelatively(-Math.Min(maintenance, 2 * strike));
        margin.InitialExcess.ShouldBeRelatively(-Math.Min(initial, 2 * strike));
    }

    [Fact]
    [Trait("Rule", "MRG-9")]
    public void A_long_option_is_worth_nothing_as_margin()
    {
        var margin = new TestCase("ETH", 1500) { CashUsd = 10 }.Expiry(new(default, 86_400, 1500, Smile: Vols((1500, 0.5)))).Option(1500, 'C', 1).Margin(Standard);
        margin.InitialExcess.ShouldBe(10, 1e-9);
        margin.MaintenanceExcess.ShouldBe(10, 1e-9);
        margin.MarkValue.ShouldBeGreaterThan(10);
    }

    [Fact]
    [Trait("Rule", "MRG-9")]
    public void A_perpetual_by_its_own_price_with_its_profit()
    {
        var margin = new TestCase("ETH", 1500) { Perpetual = new(1510) }.Hold("ETH_USDC-PERPETUAL", -2, averagePriceUsd: 1500, fundingUsd: 3).Margin(Standard);
        margin.MarkValue.ShouldBe(-17, 1e-9);
        margin.InitialExcess.ShouldBe(-17 - 0.1 * 3020, 1e-9);
        margin.MaintenanceExcess.ShouldBe(-17 - 0.065 * 3020, 1e-9);
    }

    [Fact]
    [Trait("Rule", "COL-1")]
    public void Base_counts_by_its_factor_and_less_where_its_price_is_unsure()
    {
        TestCase Holding(double confidence) => new TestCase("ETH", 1500) { StablePriceUsd = 1.25 }.Collateral("ETH", 2, 1500, confidence);
        var sure = Holding(1).Margin(Standard);
        sure.MarkValue.ShouldBe(3000 / 1.25, 1e-9);
        sure.MaintenanceExcess.ShouldBe(0.8 * 3000, 1e-9);
        sure.InitialExcess.ShouldBe(0.8 * 0.8 * 3000, 1e-9);
        var unsure = Holding(0.3).Margin(Standard);
        unsure.MaintenanceExcess.ShouldBe(0.8 * 3000, 1e-9);
        unsure.InitialExcess.ShouldBe((0.64 - 0.7 * 0.4) * 3000, 1e-9);
        new TestCase("ETH", 1500).Collateral("DOGE", 2, 1500, 0.3).Margin(Standard).InitialExcess.ShouldBe(0, 1e-9);
    }

    [Fact]
    [Trait("Rule", "COL-1")]
    public void What_is_borrowed_counts_whole_and_never_helps()
    {
        var margin = new TestCase("ETH", 1500) { CashUsd = 10_000 }.Collateral("ETH", -2, 1500).Margin(Standard);
        margin.MarkValue.ShouldBe(7000, 1e-9);
        margin.InitialExcess.ShouldBe(7000, 1e-9);
        margin.MaintenanceExcess.ShouldBe(7000, 1e-9);
        new TestCase("ETH", 1500) { Spot = new(1500, 0.3) }.Collateral("ETH", 2, 1500).Margin(Standard).InitialExcess.ShouldBe((0.64 - 0.7 * 0.4) * 3000, 1e-9, "the index is the price of the coin");
    }

    [Fact]
    [Trait("Rule", "MRG-4")]
    public void A_lost_peg_and_unsure_sources_charge_shorts_and_perpetuals()
    {
        var margin = new TestCase("ETH", 1500) { StablePriceUsd = 0.94, Spot = new(1500, 0.9), Perpetual = new(1500, 0.35) }
            .Expiry(new(default, 86_400, 1500, ForwardConfidence: 0.8, RateConfidence: 0.1, Smile: Vols((1500, 0.5), (1600, 0.5)), VolConfidence: 0.2))
            .Option(1500, 'C', -2)
            .Option(1600, 'C', 5)
            .Hold("ETH_USDC-PERPETUAL", -3)
            .Margin(Standard);
        var byName = margin.Components.ToDictionary(component => component.Name);
        byName["depeg"].Initial.ShouldBe(0.05 * 2 * 1500 * (2 + 3), 1e-9);
        byName["depeg"].Maintenance.ShouldBe(0);
        byName["confidence"].Initial.ShouldBe(0.65 * 0.4 * 1500 * 3 + 0.8 * 0.4 * 1500 * 2, 1e-9);
        byName["confidence"].Maintenance.ShouldBe(0);
    }

    [Fact]
    [Trait("Rule", "MRG-9")]
    public void Every_coin_stands_alone_and_cash_behind_them_all()
    {
        var eth = new TestCase("ETH", 1500).Hold("ETH_USDC-PERPETUAL", 1);
        var btc = new TestCase("BTC", 30_000) { CashUsd = 500 }.Hold("BTC_USDC-PERPETUAL", 1);
        var both = Standard.Margin(
            btc.Portfolio with { Positions = [.. eth.Portfolio.Positions, .. btc.Portfolio.Positions] },
            btc.Market with { Underlyings = btc.Market.Underlyings.AddRange(eth.Market.Underlyings) });
        both.InitialExcess.ShouldBe(500 - 0.1 * 31_500, 1e-9);
    }
}
