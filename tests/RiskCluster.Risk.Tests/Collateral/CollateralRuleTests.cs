using RiskCluster.Risk.Collateral;
using RiskCluster.Risk.Tests.Liquidity;

namespace RiskCluster.Risk.Tests.Collateral;

public sealed class CollateralRuleTests
{
    private static readonly CollateralAsset Eth = new("ETH", "A", SpotUsd: 2000, TimeWeightedUsd: 2100, PortfolioCorrelation: 0.5);

    // 10 x min(2000, 2100) = 20,000. Haircuts 0.1 + 0.2 x 0.5 + bridge 0.01 = 0.21 of it: 15,800 count.
    [Fact]
    [Trait("Rule", "COL-1")]
    [Trait("Rule", "COL-2")]
    [Trait("Rule", "MRG-10")]
    public void Every_step_from_gross_to_counted_is_listed()
    {
        var value = One(TestCollateral.Rule, new("ETH", "drift", "solana", 10), Eth);
        value.Name.ShouldBe("ETH at drift on solana");
        value.GrossUsd.ShouldBe(20_000);
        value.Steps.Select(step => (step.Rule, step.Name, step.Haircut)).ShouldBe(
            [("COL-1", "haircut asset ETH", 0.1), ("COL-1", "falls with the portfolio", 0.1), ("COL-2", "bridges solana > ethereum", 1 - 0.99)]);
        value.Steps.Select(step => Math.Round(step.TakenUsd, 6)).ShouldBe([2000, 2000, 200]);
        value.Steps.Select(step => Math.Round(step.LeftUsd, 6)).ShouldBe([18_000, 16_000, 15_800]);
        value.CountedUsd.ShouldBe(15_800, 1e-9);
    }

    [Fact]
    [Trait("Rule", "COL-1")]
    public void What_is_owned_counts_at_the_lower_price_and_what_is_owed_at_the_higher()
    {
        var debt = One(TestCollateral.Rule, new("ETH", "drift", "solana", -10), Eth);
        debt.GrossUsd.ShouldBe(-21_000);
        debt.CountedUsd.ShouldBe(-21_000);
        debt.Steps.ShouldBeEmpty();
        One(TestCollateral.Rule, new("ETH", "drift", "ethereum", 10), Eth).GrossUsd.ShouldBe(20_000);
        One(TestCollateral.Rule, new("USD", "drift", "ethereum", 0), TestCollateral.Usd).CountedUsd.ShouldBe(0);
    }

    [Fact]
    [Trait("Rule", "COL-1")]
    public void A_debt_neither_shrinks_a_cap_nor_uses_it()
    {
        var report = TestCollateral.With(capUsd: 10_000).Of([new("ETH", "a", "ethereum", 5), new("ETH", "b", "ethereum", -5)], [Eth], TestCollateral.Need);
        report.Values[0].CountedUsd.ShouldBe(10_000 * (1 - 0.2), 1e-9);
        report.Values[1].CountedUsd.ShouldBe(-10_500);
        report.GrossUsd.ShouldBe(-500);
        report.CountedUsd.ShouldBe(-2500, 1e-9);
    }

    // Cap 10,000, taper to 20,000: of 20,000 gross 15,000 can be sold, shared 3 : 1. Haircuts 0.1 + 0.1 of that.
    [Fact]
    [Trait("Rule", "COL-1")]
    public void Holdings_of_an_asset_share_its_liquidity_cap()
    {
        var report = TestCollateral.With(capUsd: 10_000).Of([new("ETH", "a", "ethereum", 7.5), new("ETH", "b", "ethereum", 2.5)], [Eth], TestCollateral.Need);
        report.Values[0].Steps[0].ShouldBe(new("COL-1", "liquidity cap of ETH", null, 3750, 11_250));
        report.Values[1].Steps[0].ShouldBe(new("COL-1", "liquidity cap of ETH", null, 1250, 3750));
        report.CountedUsd.ShouldBe(15_000 * 0.8, 1e-9);
    }

    // 12,000 where it is needed (haircut 0.2) are sold first: all of 10,000 and then 2,000 (1 - 0.1) of the taper. The 8,000 that cannot arrive take no room.
    [Fact]
    [Trait("Rule", "COL-1")]
    public void What_counts_most_is_sold_first()
    {
        CollateralBalance here = new("ETH", "a", "ethereum", 6), nowhere = new("ETH", "b", "island", 4);
        var report = TestCollateral.With(capUsd: 10_000).Of([nowhere, here], [Eth], TestCollateral.Need);
        report.Values[0].CountedUsd.ShouldBe(0);
        report.Values[1].CountedUsd.ShouldBe(11_800 * 0.8, 1e-9);
        report.Values[1].CountedUsd.ShouldBe(TestCollateral.With(capUsd: 10_000).Of([here], [Eth], TestCollateral.Need).CountedUsd);
    }

    [Fact]
    [Trait("Rule", "COL-1")]
    public void Depth_bounds_what_can_be_sold()
    {
        // 295 USD are bid within 0.02; a holding of 20,000 is far beyond twice that, so 1.5 x 295 can be sold.
        var value = One(TestCollateral.Rule, new("ETH", "a", "ethereum", 10), new("ETH", "A", 2000, 2000, Depth: TestDepth.Small));
        value.Steps[0].LeftUsd.ShouldBe(442.5, 1e-9);
        value.CountedUsd.ShouldBe(442.5 * 0.9, 1e-9);
    }

    [Fact]
    [Trait("Rule", "COL-1")]
    public void Own_tokens_and_what_no_schedule_names_count_less_or_nothing()
    {
        One(TestCollateral.Rule, new("OWN", "a", "ethereum", 100), new("OWN", "C", 1, 1, PortfolioCorrelation: 1, IsOwnToken: true)).CountedUsd.ShouldBe(100 * (1 - 0.3 - 0.25 - 0.2), 1e-9);
        One(TestCollateral.Rule, new("OWN", "a", "ethereum", 100), new("OWN", "C", 1, 1, PortfolioCorrelation: -1)).CountedUsd.ShouldBe(70, 1e-9);
        var unknown = One(TestCollateral.Rule, new("DOGE", "a", "ethereum", 100), new("DOGE", "C", 1, 1));
        unknown.CountedUsd.ShouldBe(0);
        unknown.Steps.ShouldHaveSingleItem().Name.ShouldBe("no haircut is set for it");
    }

    [Fact]
    [Trait("Rule", "COL-2")]
    public void What_does_not_arrive_in_time_does_not_count()
    {
        var late = One(TestCollateral.With(bridgeHours: 12.5), new("USD", "drift", "solana", 100), TestCollateral.Usd);
        late.CountedUsd.ShouldBe(0);
        late.Steps.ShouldHaveSingleItem().Name.ShouldBe("does not reach ethereum within the horizon");
        One(TestCollateral.With(bridgeHours: 12), new("USD", "drift", "solana", 100), TestCollateral.Usd).CountedUsd.ShouldBe(99, 1e-9);
    }

    // 1,000 gross. Schedule 0.02; default 0.6 x 0.0100505 and the bad day 0.020423 (IssuerDefaultRuleTests); half a year at 5 %: 1 - exp(-0.025) = 0.024690;
    // 0.04 x sqrt(0.5) = 0.028284; a price of 49 h: 25 of 100 h beyond fresh = 0.25.
    [Fact]
    [Trait("Rule", "COL-3")]
    public void A_claim_on_an_issuer_counts_less_for_default_time_and_an_old_price()
    {
        var asset = new CollateralAsset("TBILL", "RWA", 1, 1, Claim: TestCollateral.Claim(priceAgeHours: 49));
        var report = TestCollateral.Rule.Of([new("TBILL", "v", "ethereum", 1000), new("USD", "v", "ethereum", 1000)], [asset, TestCollateral.Usd], TestCollateral.Need);
        var value = report.Values[0];
        value.Steps.Select(step => step.Name).ShouldBe(
        [
            "haircut asset TBILL", "expected default of Treasury Co, BBB", "default of Treasury Co on the portfolio's bad day", "time until redemption",
            "risk until redemption", "age of the price",
        ]);
        value.CountedUsd.ShouldBe(1000 * (1 - 0.02 - 0.0060303 - 0.020423 - 0.0246901 - 0.0282843 - 0.25), 0.01);
    }

    [Fact]
    [Trait("Rule", "COL-3")]
    public void An_unknown_rating_or_a_stale_price_counts_nothing()
    {
        One(TestCollateral.Rule, new("TBILL", "v", "ethereum", 1000), new("TBILL", "RWA", 1, 1, Claim: TestCollateral.Claim(rating: "D"))).CountedUsd.ShouldBe(0);
        One(TestCollateral.Rule, new("TBILL", "v", "ethereum", 1000), new("TBILL", "RWA", 1, 1, Claim: TestCollateral.Claim(priceAgeHours: 124))).CountedUsd.ShouldBe(0);
    }

    [Fact]
    [Trait("Rule", "COL-3")]
    public void All_tokens_of_one_issuer_share_its_cap()
    {
        // Of 4,000 gross at most half may rest on the issuer; what its two tokens count for, nearly 3,000, is cut to 2,000 in proportion.
        var claim = TestCollateral.Claim(rating: "AA", correlation: 0, redemptionDays: 0);
        CollateralAsset[] assets = [new("TBILL", "cash", 1, 1, Claim: claim), new("NOTE", "cash", 1, 1, Claim: claim), TestCollateral.Usd];
        CollateralBalance[] balances = [new("TBILL", "v", "ethereum", 2000), new("NOTE", "v", "ethereum", 1000), new("USD", "v", "ethereum", 1000)];
        var report = TestCollateral.Rule.Of(balances, assets, TestCollateral.Need);
        (report.Values[0].CountedUsd + report.Values[1].CountedUsd).ShouldBe(2000, 1e-9);
        report.Values[0].Steps[^1].Name.ShouldBe("cap of issuer Treasury Co");
        report.Values[2].CountedUsd.ShouldBe(1000);
        var capped = TestCollateral.With(issuerCapUsd: 300).Of(balances, assets, TestCollateral.Need);
        (capped.Values[0].CountedUsd + capped.Values[1].CountedUsd).ShouldBe(300, 1e-9);
        capped.Values[0].CountedUsd.ShouldBe(0.15 * report.Values[0].CountedUsd, 1e-9);
    }

    [Fact]
    [Trait("Rule", "COL-1")]
    public void An_asset_that_is_missing_or_twice_is_refused()
    {
        Should.Throw<ArgumentException>(() => TestCollateral.Rule.Of([new("X", "v", "c", 1)], [], TestCollateral.Need)).Message.ShouldContain("nothing is known of asset X");
        Should.Throw<ArgumentException>(() => TestCollateral.Rule.Of([], [Eth, Eth], TestCollateral.Need)).Message.ShouldContain("asset ETH is there twice");
    }

    [Fact]
    [Trait("Rule", "COL-1")]
    public void What_is_no_number_is_refused_where_it_enters()
    {
        ParameterProbe.Check("Quantity", CollateralBalance.QuantityBounds, value => new CollateralBalance("X", "v", "c", value), balance => Math.Abs(balance.Quantity));
        ParameterProbe.Check("SpotUsd", CollateralAsset.PriceBounds, value => new CollateralAsset("X", "A", value, 1), asset => asset.PriceUsd(-1));
        ParameterProbe.Check("TimeWeightedUsd", CollateralAsset.PriceBounds, value => new CollateralAsset("X", "A", 1, value), asset => asset.PriceUsd(1));
        Should.Throw<ArgumentOutOfRangeException>(() => new CollateralAsset("X", "A", 1, 1, CapUsd: -1)).ParamName.ShouldBe("CapUsd");
        ParameterProbe.Check("PortfolioCorrelation", CollateralAsset.PortfolioCorrelationBounds, value => new CollateralAsset("X", "A", 1, 1, value), asset => TestCollateral.Rule.WrongWay.CorrelationHaircut(asset.PortfolioCorrelation));
    }

    private static CollateralValue One(CollateralRule rule, CollateralBalance balance, CollateralAsset asset) => rule.Of([balance], [asset], TestCollateral.Need).Values[0];
}
