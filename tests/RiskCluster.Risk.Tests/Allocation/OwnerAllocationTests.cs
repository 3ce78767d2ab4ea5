using FsCheck;
using FsCheck.Fluent;
using RiskCluster.Risk.Allocation;
using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Tail;
using RiskCluster.Risk.Tests.Engine;
using RiskCluster.Risk.Tests.Margin;
using RiskCluster.Risk.Tests.WhatIf;

namespace RiskCluster.Risk.Tests.Allocation;

public sealed class OwnerAllocationTests
{
    private static readonly MarginContext Context = TestPortfolios.Context;

    [Fact]
    [Trait("Rule", "MRG-8")]
    public void Shares_add_up_on_every_level_and_floors_are_kept() => Splits(Context, isSubadditive: false);

    /// <summary>Where size costs nothing the requirement is subadditive and homogeneous, so no venue's share is more than it needs alone.</summary>
    [Fact]
    [Trait("Rule", "MRG-8")]
    public void No_venue_is_charged_more_than_alone_where_markets_take_any_size() => Splits(TestPortfolios.Boundless, isSubadditive: true);

    private static void Splits(MarginContext context, bool isSubadditive) =>
        Check.One(TestPortfolios.Quick, Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var accounts = TestPortfolios.Owned(seed, accounts: 4);
            // Two accounts on one venue: floors are a venue's matter.
            accounts[3] = accounts[3] with { Venue = "v0", Account = "b" };
            var allocation = OwnerAllocation.Of(context, "owner", accounts);
            var tolerance = 1e-9 * (1 + allocation.Venues.Sum(venue => venue.StandaloneUsd));
            return allocation.RequirementUsd == Compiled(accounts, context)
                && Near(allocation.RequirementUsd, Netted(accounts, context))
                && Near(allocation.Venues.Sum(venue => venue.AllocatedUsd), allocation.RequirementUsd)
                && Near(allocation.Venues.Sum(venue => venue.EulerUsd), allocation.RequirementUsd)
                && allocation.Venues.All(venue => Near(venue.EulerUsd, venue.Accounts.Sum(account => account.EulerUsd))
                    && venue.Accounts.All(account => Near(account.EulerUsd, account.Legs.Sum(leg => leg.EulerUsd)))
                    && venue.AllocatedUsd >= venue.FloorUsd - tolerance
                    && Near(venue.FloorUsd, allocation.FloorScale * context.Model.Allocation.StandaloneFloor * venue.StandaloneUsd)
                    && (!isSubadditive || venue.EulerUsd <= venue.StandaloneUsd + tolerance));

            bool Near(double a, double b) => Math.Abs(a - b) <= tolerance;
        }));

    [Fact]
    [Trait("Rule", "MRG-8")]
    public void A_hedging_venue_keeps_its_floor_and_the_hedged_one_pays_it()
    {
        List<AccountPortfolio> accounts = [new("long", "a", "owner", 0, [new("BTC_USDC-PERPETUAL", 10)]), new("short", "a", "owner", 0, [new("BTC_USDC-PERPETUAL", -4)])];
        var allocation = OwnerAllocation.Of(Context, "owner", accounts);
        var (first, second) = (allocation.Venues[0], allocation.Venues[1]);
        second.EulerUsd.ShouldBeLessThan(0);
        second.AllocatedUsd.ShouldBe(0.1 * second.StandaloneUsd, 1e-9 * second.StandaloneUsd);
        second.StandaloneUsd.ShouldBe(TestPortfolios.InitialUsd(accounts[1].EnteredAt(_ => 65_000)));
        first.FloorAdjustmentUsd.ShouldBe(-second.FloorAdjustmentUsd, 1e-9 * first.StandaloneUsd);
        allocation.FloorScale.ShouldBe(1);
    }

    [Fact]
    [Trait("Rule", "MRG-8")]
    public void A_flat_owner_has_nothing_to_allocate()
    {
        List<AccountPortfolio> accounts = [new("long", "a", "owner", 0, [new("BTC_USDC-PERPETUAL", 10)]), new("short", "a", "owner", 0, [new("BTC_USDC-PERPETUAL", -10)])];
        var allocation = OwnerAllocation.Of(Context, "owner", accounts);
        allocation.RequirementUsd.ShouldBe(0);
        allocation.FloorScale.ShouldBe(0);
        allocation.Venues.ShouldAllBe(venue => venue.AllocatedUsd == 0 && venue.StandaloneUsd > 0);
        allocation.Units.RequirementPerUnit.ShouldBeNull();
    }

    [Fact]
    [Trait("Rule", "MRG-8")]
    public void A_unit_is_a_dollar_of_99_percent_expected_shortfall_whatever_the_model_margins_at()
    {
        var accounts = TestPortfolios.Owned(8, accounts: 2);
        var lenient = Context with { Model = ModelText.Model("requirement.es_confidence", 0.9) };
        var units = OwnerAllocation.Of(lenient, "owner", accounts).Units;
        using var margin = Context.Open(accounts);
        var pnl = margin.PnlUsd(margin.Compile("owner", accounts));
        units.Units.ShouldBe(TailMeasures.ExpectedShortfall(pnl.AsSpan(Context.Scenarios.StressCount), 0.99));
        units.RequirementPerUnit!.Value.ShouldBe(units.RequirementUsd / units.Units);
    }

    [Fact]
    [Trait("Rule", "MRG-8")]
    public void The_version_of_a_unit_follows_every_number_of_model_and_scenarios()
    {
        var version = UniversalRiskUnits.VersionOf(Context.Model, Context.Scenarios);
        version.Length.ShouldBe(64);
        UniversalRiskUnits.VersionOf(ModelText.Model("requirement.initial_factor", 1.1), TestBook.Scenarios()).ShouldBe(version, "equal content, equal version");
        UniversalRiskUnits.VersionOf(ModelText.Model("requirement.initial_factor", 1.11), TestBook.Scenarios()).ShouldNotBe(version);
        UniversalRiskUnits.VersionOf(Context.Model, TestBook.Scenarios(seed: 2)).ShouldNotBe(version);
        UniversalRiskUnits.VersionOf(Context.Model, Bumped()).ShouldNotBe(version, "one vol shock moved by its last digit");
    }

    private static Risk.Scenarios.ScenarioSet Bumped()
    {
        var set = TestBook.Scenarios();
        var vols = set.Shocks[1].VolShock.ToArray();
        vols[^1] = Math.BitIncrement(vols[^1]);
        return new(set.Names, set.Kinds, set.Scaling, [set.Shocks[0], set.Shocks[1] with { VolShock = vols }]);
    }

    /// <summary>The owner's figure: to the last digit, because accounts are added in the order of their keys everywhere.</summary>
    private static double Compiled(List<AccountPortfolio> accounts, MarginContext context)
    {
        using var margin = context.Open(accounts);
        return margin.Figure(margin.Compile("owner", accounts)).InitialMarginUsd;
    }

    /// <summary>All positions in one account: another order of sums.</summary>
    private static double Netted(List<AccountPortfolio> accounts, MarginContext context) =>
        TestPortfolios.InitialUsd(accounts[0] with { Positions = [.. accounts.SelectMany(account => account.Positions)] }, context);
}
