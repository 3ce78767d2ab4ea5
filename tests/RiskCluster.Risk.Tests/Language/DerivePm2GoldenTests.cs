using RiskCluster.Risk.Language;
using static RiskCluster.Risk.Tests.Language.TestCase;

namespace RiskCluster.Risk.Tests.Language;

/// <summary>Published cases of Derive's PMRM 2 (derivexyz/v2-core, the portfolio cases of its own tests): margins as value minus requirement, relative 1e-9.</summary>
public sealed class DerivePm2GoldenTests
{
    private static readonly ModelDocument Pm2 = ModelDocument.Load("derive-pm2");

    [Fact]
    [Trait("Rule", "SCN-1")]
    [Trait("Rule", "MRG-4")]
    public void Case_12_a_short_call_nine_days_out()
    {
        var margin = ShortCall().Margin(Pm2);
        margin.InitialExcess.ShouldBeRelatively(-14604.048120144837);
        margin.MaintenanceExcess.ShouldBeRelatively(-11824.858703959073);
        margin.MarkValue.ShouldBeRelatively(-1186.4185694587657);
    }

    [Fact]
    [Trait("Rule", "MKT-2")]
    [Trait("Rule", "SCN-1")]
    public void Case_12_its_volatility_and_the_shocks_of_it()
    {
        var market = ShortCall().Market.Underlyings["BTC"].Expiries[0];
        var vol = market.Smile!.VolAt(100_000, market.ForwardUsd)!.Value;
        vol.ShouldBeRelatively(0.453803924321583);
        var shock = Pm2.Single<Risk.Language.Components.VolRangeShock>()!;
        (1 + shock.RangeUp * shock.Scale(market.SecondsToExpiry)).ShouldBeRelatively(1.712811375927374);
        (1 - shock.RangeDown * shock.Scale(market.SecondsToExpiry)).ShouldBe(0.60, 0.01);
    }

    [Fact]
    [Trait("Rule", "COL-1")]
    [Trait("Rule", "MRG-7")]
    public void Case_3_cash_and_stable_collateral_after_haircuts()
    {
        var margin = new TestCase("BTC", 95663.50604855) { CashUsd = 400, StablePriceUsd = 1.00019088635 }
            .Collateral("USDT", 1000, 0.99984231175)
            .Collateral("sUSDe", 10000, 1.1535919698481871)
            .Margin(Pm2);
        margin.MarkValue.ShouldBeRelatively(12933.36956106316);
        margin.InitialExcess.ShouldBeRelatively(8846.585662268684);
        margin.MaintenanceExcess.ShouldBeRelatively(10029.94701394022);
    }

    [Fact]
    [Trait("Rule", "MRG-4")]
    public void Case_11_a_broken_peg_does_not_touch_pure_cash()
    {
        var margin = new TestCase("BTC", 95663.50604855) { CashUsd = 1000, StablePriceUsd = 0.52 }.Margin(Pm2);
        margin.InitialExcess.ShouldBe(1000);
        margin.MaintenanceExcess.ShouldBe(1000);
    }

    [Fact]
    [Trait("Rule", "MRG-4")]
    public void Case_29_a_perpetual_with_unpaid_funding()
    {
        var margin = new TestCase("ETH", 3000) { Perpetual = new(3100) }.Hold("ETH_USDC-PERPETUAL", 1, fundingUsd: 10).Margin(Pm2);
        margin.InitialExcess.ShouldBeRelatively(-608);
        margin.MaintenanceExcess.ShouldBeRelatively(-481.4);
        margin.MarkValue.ShouldBe(10);
        margin.Scenarios.Min(scenario => scenario.Pnl).ShouldBeRelatively(-558);
        margin.WorstScenario.ShouldBe("price -18 %, vol up");
    }

    [Fact]
    [Trait("Rule", "SCN-1")]
    public void Case_21_a_call_butterfly()
    {
        var margin = new TestCase("BTC", 95663.50604855) { StablePriceUsd = 1.00019088635 }
            .Expiry(new(default, 1_399_652, 95923.63240250274, RateAnnual: 0.17, Smile: Svi(
                0.001312702925407463, 0.050422218997729072, -0.098193989548562656, -0.006080219757221094, 0.15345141996372912, 0.04438419583968)))
            .Option(130_000, 'C', 1)
            .Option(135_000, 'C', -2)
            .Option(140_000, 'C', 1)
            .Margin(Pm2);
        margin.InitialExcess.ShouldBeRelatively(-956.6349558230115);
        margin.MaintenanceExcess.ShouldBeRelatively(-572.4161943757867);
        margin.MarkValue.ShouldBeRelatively(7.823790927612595);
        margin.Scenarios.Where(scenario => scenario.Name.Contains("vol", StringComparison.Ordinal) && !scenario.Name.Contains("weight", StringComparison.Ordinal))
            .Min(scenario => scenario.Pnl).ShouldBeRelatively(-7.8236862651240555);
    }

    [Fact]
    [Trait("Rule", "SCN-3")]
    public void Case_41_a_linear_skew_that_binds()
    {
        var model = ModelPatch.Apply(
            "derive-pm2",
            ("components.skew.linear_cap", 9.5),
            ("components.skew.width", 5),
            ("components.skew.vol_static", 4.5),
            ("components.skew.vol_scale", 4.9),
            ("components.scenarios.moves.29.dampening", 2));
        var margin = new TestCase("ETH", 2681.602985) { StablePriceUsd = 1.00019088635 }
            .Expiry(new(default, 3_214_052, 2695.7814942763334, RateAnnual: 0.21, Smile: Svi(
                0.024537690770119612, 0.109352002425581584, -0.415043334267211712, -0.119132790857374784, 0.172435504151341056, 0.10191907661086)))
            .Option(5500, 'C', -15)
            .Margin(model);
        margin.Scenarios.Single(scenario => scenario.Name.StartsWith("price 0 %, skew linear", StringComparison.Ordinal)).Pnl.ShouldBeRelatively(-1579.5431735562624);
        margin.WorstScenario.ShouldBe("price 0 %, skew linear, weight 2");
        margin.InitialExcess.ShouldBeRelatively(-1809.9435682106216);
        margin.MaintenanceExcess.ShouldBeRelatively(-1413.5868439463693);
    }

    [Fact]
    [Trait("Rule", "INS-1")]
    [Trait("Rule", "MRG-4")]
    public void Case_60_one_second_to_expiry_leaves_the_naked_short()
    {
        var margin = new TestCase("ETH", 2681.6029850999994) { StablePriceUsd = 1.00019088635 }
            .Expiry(new(default, 1, 2682.9997436016715, Smile: Vols((2700, 0.6))))
            .Option(2700, 'C', -1)
            .Margin(Pm2);
        margin.InitialExcess.ShouldBeRelatively(-13.408014925499998);
        margin.MaintenanceExcess.ShouldBeRelatively(-8.044808955299999);
    }

    private static TestCase ShortCall() => new TestCase("BTC", 95663.50604855) { StablePriceUsd = 1.00019088635 }
        .Expiry(new(default, 794_852, 95776.67392708939, RateAnnual: 0.15000000000000002, VolConfidence: 0.95, Smile: Svi(
            0.002138900837067276, 0.041639765820381208, -0.290894349076049536, -0.026351062568175804, 0.062563079314213912, 0.02520611364789)))
        .Option(100_000, 'C', -1);
}
