using FsCheck;
using FsCheck.Fluent;
using RiskCluster.Risk.Collateral;

namespace RiskCluster.Risk.Tests.Collateral;

/// <summary>What collateral promises for any holdings.</summary>
public sealed class CollateralPropertyTests
{
    private static readonly string[] Chains = ["ethereum", "solana", "island"];
    private static readonly Config Quick = Config.QuickThrowOnFailure.WithMaxTest(200);

    [Fact]
    [Trait("Rule", "COL-1")]
    [Trait("Rule", "COL-3")]
    public void What_counts_is_within_nothing_and_gross_and_is_gross_less_its_steps() =>
        Check.One(Quick, Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var (balances, assets) = Any(new Random(seed));
            return TestCollateral.Rule.Of(balances, assets, TestCollateral.Need).Values.All(value =>
                Math.Abs(value.GrossUsd - value.Steps.Sum(step => step.TakenUsd) - value.CountedUsd) <= 1e-9 * Math.Abs(value.GrossUsd)
                && (value.GrossUsd < 0 ? value.CountedUsd == value.GrossUsd && value.Steps.IsEmpty : value.CountedUsd >= 0 && value.CountedUsd <= value.GrossUsd)
                && value.Steps.All(step => step is { TakenUsd: >= 0, LeftUsd: >= 0 }));
        }));

    [Fact]
    [Trait("Rule", "COL-1")]
    [Trait("Rule", "COL-2")]
    public void A_higher_haircut_a_lower_cap_or_a_slower_bridge_never_counts_more() =>
        Check.One(Quick, Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var (balances, assets) = Any(new Random(seed));
            double Counted(CollateralRule rule) => rule.Of(balances, assets, TestCollateral.Need).CountedUsd;
            var before = Counted(TestCollateral.Rule);
            var slack = 1e-9 * (1 + Math.Abs(before));
            return new[]
            {
                TestCollateral.With(ethHaircut: 0.3), TestCollateral.With(ethHaircut: 1), TestCollateral.With(wrongWayWeight: 0.9), TestCollateral.With(capUsd: 5e4),
                TestCollateral.With(bridgeHaircut: 0.2), TestCollateral.With(bridgeHours: 13), TestCollateral.With(issuerCapUsd: 1000),
            }.All(stricter => Counted(stricter) <= before + slack);
        }));

    [Fact]
    [Trait("Rule", "COL-1")]
    [Trait("Rule", "COL-3")]
    public void More_of_an_asset_never_counts_less_and_caps_hold() =>
        Check.One(Quick, Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var (balances, assets) = Any(new Random(seed));
            var less = TestCollateral.Rule.Of(balances, assets, TestCollateral.Need);
            var more = TestCollateral.Rule.Of([.. balances, new(balances[0].Asset, "w", Chains[seed & 1], 50)], assets, TestCollateral.Need);
            var owned = less.Values.Where(value => value.GrossUsd > 0).Sum(value => value.GrossUsd);
            var ofIssuer = less.Values.Where((value, i) => value.GrossUsd > 0 && assets.Single(asset => asset.Asset == balances[i].Asset).Claim is not null).Sum(value => value.CountedUsd);
            var ofEth = less.Values.Where((value, i) => value.GrossUsd > 0 && balances[i].Asset == "ETH").Sum(value => value.CountedUsd);
            return (more.CountedUsd >= less.CountedUsd - 1e-9 * (1 + Math.Abs(less.CountedUsd)))
                && ofIssuer <= 0.5 * owned * (1 + 1e-12) && ofEth <= 1.5e5 * (1 + 1e-12);
        }));

    [Fact]
    [Trait("Rule", "COL-1")]
    public void The_order_of_the_balances_changes_no_figure() =>
        Check.One(Quick, Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var (balances, assets) = Any(new Random(seed));
            var straight = TestCollateral.Rule.Of(balances, assets, TestCollateral.Need).Values;
            var turned = TestCollateral.Rule.Of([.. balances.Reverse()], assets, TestCollateral.Need).Values.Reverse().ToArray();
            return straight.Zip(turned).All(pair => Math.Abs(pair.First.CountedUsd - pair.Second.CountedUsd) <= 1e-9 * Math.Abs(pair.First.GrossUsd));
        }));

    private static (CollateralBalance[] Balances, CollateralAsset[] Assets) Any(Random random)
    {
        CollateralAsset[] assets =
        [
            TestCollateral.Usd,
            new("ETH", "A", 2000 * (0.5 + random.NextDouble()), 2000, 2 * random.NextDouble() - 1),
            new("OWN", "C", random.NextDouble() + 0.1, 1, random.NextDouble(), IsOwnToken: true),
            new("TBILL", "RWA", 1, 1, Claim: TestCollateral.Claim(priceAgeHours: 150 * random.NextDouble(), redemptionDays: 400 * random.NextDouble())),
        ];
        var balances = Enumerable.Range(0, random.Next(1, 8)).Select(_ =>
            new CollateralBalance(assets[random.Next(4)].Asset, $"v{random.Next(3)}", Chains[random.Next(3)], 300 * random.NextDouble() - 60));
        return ([.. balances], assets);
    }
}
