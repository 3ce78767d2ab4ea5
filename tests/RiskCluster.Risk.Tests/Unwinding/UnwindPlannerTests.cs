using FsCheck;
using FsCheck.Fluent;
using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Liquidity;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Tests.Engine;
using RiskCluster.Risk.Tests.WhatIf;
using RiskCluster.Risk.Unwinding;
using static RiskCluster.Risk.Tests.Unwinding.TestUnwinds;

namespace RiskCluster.Risk.Tests.Unwinding;

/// <summary>What every plan does, on random owners, by the margin cycle's figures.</summary>
[Trait("Rule", "SYS-2")]
public sealed class UnwindPlannerTests
{
    private static readonly Config Quick = Config.QuickThrowOnFailure.WithMaxTest(25);

    [Fact]
    public void Filled_as_planned_every_step_lowers_the_requirement_and_the_owner_lands_on_its_buffer_margin() =>
        Check.One(Quick, Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var request = Levered(seed, accounts: 3, multiple: 0.7 + 0.4 * new Random(seed).NextDouble());
            var plan = UnwindPlanner.Plan(Context, request);
            plan.Status.ShouldBeOneOf(UnwindPlanStatus.Recovers, UnwindPlanStatus.Full);
            var (accounts, before) = (request.Accounts, plan.Before);
            Same(before, Figure(accounts));
            foreach (var step in plan.Steps)
            {
                foreach (var order in step.Orders) accounts = Fill(accounts, order);
                var after = Figure(accounts);
                Same(step.After, after);
                after.InitialMarginUsd.ShouldBeLessThan(before.InitialMarginUsd);
                if (plan.Status == UnwindPlanStatus.Recovers) GapUsd(after).ShouldBeLessThan(GapUsd(before));
                step.Orders.Sum(order => order.CostUsd).ShouldBe(step.Cost.TotalUsd, 1e-9 * (1 + step.Cost.TotalUsd));
                before = after;
            }

            plan.BestPossibleUsd.ShouldBeLessThanOrEqualTo(plan.Cost.TotalUsd * (1 + 1e-9));
            if (plan.Status == UnwindPlanStatus.Recovers) plan.GapUsd(plan.After).ShouldBe(0, 1e-6);
            else plan.Accounts.ShouldAllBe(account => account.Positions.IsEmpty);
            Same(plan.After, Figure(plan.Accounts));
            return true;
        }));

    [Fact]
    public void No_order_turns_a_position_and_no_step_raises_the_net_coins_of_an_underlying() =>
        Check.One(Quick, Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var request = Levered(seed, accounts: 3, multiple: 0.9);
            var plan = UnwindPlanner.Plan(Context, request);
            var accounts = request.Accounts;
            var before = NetCoin(accounts);
            foreach (var step in plan.Steps)
            {
                // Fill refuses an order that is larger than the position, or goes with it.
                foreach (var order in step.Orders) accounts = Fill(accounts, order);
                var after = NetCoin(accounts);
                for (var u = 0; u < after.Length; u++) Math.Abs(after[u]).ShouldBeLessThanOrEqualTo(Math.Abs(before[u]) + 1e-8 * (1 + Math.Abs(before[u])));
                before = after;
            }

            return true;
        }));

    [Fact]
    public void While_legs_go_one_after_another_no_part_of_them_needs_more_than_before_the_step() =>
        Check.One(Quick, Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var request = Levered(seed, accounts: 3, multiple: 0.9);
            var accounts = request.Accounts;
            foreach (var step in UnwindPlanner.Plan(Context, request).Steps)
            {
                var beforeUsd = Figure(accounts).InitialMarginUsd;
                step.Orders.Select(order => order.Wave).ShouldBe(step.Orders.Select(order => order.Wave).Order());
                foreach (var wave in step.Orders.GroupBy(order => order.Wave))
                {
                    if (step.Orders[^1].Wave > 0)
                    {
                        var order = wave.ShouldHaveSingleItem();
                        var part = Fill(accounts, order with { Quantity = order.Quantity * random.NextDouble() });
                        Figure(part).InitialMarginUsd.ShouldBeLessThanOrEqualTo(beforeUsd * (1 + 1e-9));
                    }

                    foreach (var order in wave) accounts = Fill(accounts, order);
                    if (step.Orders[^1].Wave > 0) Figure(accounts).InitialMarginUsd.ShouldBeLessThanOrEqualTo(beforeUsd * (1 + 1e-9));
                }
            }

            return true;
        }));

    [Fact]
    public void The_leg_that_needs_no_hedge_goes_first()
    {
        // Twenty short calls, hedged by ten coins: calls may be bought back before coins are sold, and not the other way round.
        var request = Levered(
            [
                new("a", "1", "owner", 0, [new("BTC_USDC-27FEB26-65000-C", -20)]),
                new("b", "1", "owner", 0, [new("BTC_USDC-PERPETUAL", 10, 65_000)]),
            ],
            0.9);
        var steps = UnwindPlanner.Plan(Context, request).Steps.Where(step => step.Orders.Length > 1).ToList();
        steps.ShouldNotBeEmpty();
        steps.ShouldAllBe(step => step.Orders[0].Venue == "a" && step.Orders[0].Wave == 0 && step.Orders[1].Wave == 1);
    }

    [Fact]
    public void Legs_that_have_to_go_at_once_are_so_small_that_one_that_fails_does_little_harm()
    {
        // A book of which a step would need 1.73 times as much with one leg alone, were it made at its best size.
        var request = Levered(231, accounts: 3, multiple: 0.9);
        var (accounts, atOnce) = (request.Accounts, 0);
        foreach (var step in UnwindPlanner.Plan(Context, request).Steps)
        {
            var beforeUsd = Figure(accounts).InitialMarginUsd;
            if (step.Orders.Length > 1 && step.Orders[^1].Wave == 0)
            {
                atOnce++;
                foreach (var order in step.Orders) Figure(Fill(accounts, order)).InitialMarginUsd.ShouldBeLessThanOrEqualTo(1.1 * beforeUsd);
            }

            foreach (var order in step.Orders) accounts = Fill(accounts, order);
        }

        atOnce.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void A_plan_ends_within_a_few_steps_for_each_lot_and_order_and_is_the_same_whatever_the_order_of_accounts() =>
        Check.One(Quick, Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var request = Levered(seed, accounts: 3, multiple: 0.95, size: 60);
            var plan = UnwindPlanner.Plan(Context, request);
            var lots = request.Accounts.Sum(account => account.Positions.Select(position => position.Instrument).Distinct().Count());
            using var margin = Context.Open(request.Accounts);
            var rules = Context.Model.Requirement.Unwind!;
            var orders = request.Accounts.SelectMany(account => account.Positions).Sum(position =>
            {
                var market = rules.MarketOf(Context.Market.Single(snapshot => position.Instrument.StartsWith(snapshot.Underlying, StringComparison.Ordinal)));
                var sliceCoin = market.Depth.CoinWithin(DepthSide.Bids, market.Depth.HalfSpread + rules.Rule.Horizon.SliceDistance) / market.DepthUnitsPerCoin;
                return Math.Ceiling(Math.Abs(position.Quantity * margin.Arrays.DeltaCoin[margin.SlotOf(position.Instrument)]) / (0.9 * sliceCoin));
            });
            plan.Steps.Length.ShouldBeLessThanOrEqualTo((int)(8 * (lots + orders) + 2 * orders));
            foreach (var order in plan.Steps.SelectMany(step => step.Orders)) order.LimitPrice.ShouldBeGreaterThanOrEqualTo(0);
            var turned = UnwindPlanner.Plan(Context, request with { Accounts = [.. request.Accounts.Reverse()] });
            turned.Steps.SelectMany(step => step.Orders).ShouldBe(plan.Steps.SelectMany(step => step.Orders));
            return true;
        }));

    [Fact]
    public void Deeper_books_never_cost_more() =>
        Check.One(Quick, Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var position = TestBook.RandomPosition(random);
            var request = Levered([TestPortfolios.Account(0, position with { Quantity = 200 * position.Quantity })], 0.9);
            var thin = UnwindPlanner.Plan(Context, request with { Books = Books(1) });
            var deep = UnwindPlanner.Plan(Context, request with { Books = Books(1.5 + random.NextDouble()) });
            return deep.Cost.TotalUsd <= thin.Cost.TotalUsd * (1 + 1e-9) && deep.BestPossibleUsd <= thin.BestPossibleUsd * (1 + 1e-9);
        }));

    [Fact]
    public void A_long_perpetual_is_sold_to_the_size_that_the_algebra_says()
    {
        // In a market without cost the requirement is that of one coin times the coins left: 0.9 MM = 1.2 x MM x (1 - f).
        var account = TestPortfolios.Account(0, new Position("BTC_USDC-PERPETUAL", 10, 65_000));
        var request = Levered([account], 0.9, TestPortfolios.Boundless);
        var plan = UnwindPlanner.Plan(TestPortfolios.Boundless, request);
        var order = plan.Steps.ShouldHaveSingleItem().Orders.ShouldHaveSingleItem();
        order.Quantity.ShouldBe(-10 * (1 - 0.9 / 1.2), 0.005, "closing takes the haircut off a little of the profit");
        plan.Status.ShouldBe(UnwindPlanStatus.Recovers);
    }

    [Fact]
    public void A_hedged_option_is_closed_with_its_hedge()
    {
        using var margin = Context.Open(["BTC_USDC-27FEB26-65000-C"]);
        var delta = margin.Arrays.DeltaCoin[0];
        var request = Levered(
            [
                new("a", "1", "owner", 0, [new("BTC_USDC-27FEB26-65000-C", -20)]),
                new("b", "1", "owner", 0, [new("BTC_USDC-PERPETUAL", 20 * delta, 65_000)]),
            ],
            0.9);
        var plan = UnwindPlanner.Plan(Context, request);
        plan.Status.ShouldBe(UnwindPlanStatus.Recovers);
        plan.Steps.ShouldAllBe(step => step.Orders.Length == 2);
        plan.Steps[0].Orders.Select(order => order.Venue).ShouldBe(["a", "b"]);
        (plan.Steps[0].Orders[0].Quantity * delta).ShouldBe(-plan.Steps[0].Orders[1].Quantity, 0.01);

        // Venue by venue the hedge or the option goes first, and what is left needs more margin than before.
        using var both = Context.Open(request.Accounts);
        var apart = UnwindPlanner.PlanVenueByVenue(Context, both, request);
        apart.Steps[0].After.InitialMarginUsd.ShouldBeGreaterThan(apart.Before.InitialMarginUsd);
        apart.Cost.TotalUsd.ShouldBeGreaterThan(plan.Cost.TotalUsd);
    }

    [Fact]
    public void Venue_by_venue_ends_at_the_same_buffer_margin_and_never_below_the_best_possible() =>
        Check.One(Quick, Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var request = Levered(seed, accounts: 3, multiple: 0.95);
            using var margin = Context.Open(request.Accounts);
            var plan = UnwindPlanner.PlanVenueByVenue(Context, margin, request);
            plan.Status.ShouldBe(UnwindPlanStatus.Recovers);
            plan.GapUsd(plan.After).ShouldBe(0, 1e-6);
            Same(plan.After, Figure(plan.Accounts));
            plan.BestPossibleUsd.ShouldBeLessThanOrEqualTo(plan.Cost.TotalUsd * (1 + 1e-9));
            plan.BestPossibleUsd.ShouldBe(UnwindPlanner.Plan(Context, margin, request).BestPossibleUsd, 1e-9);
            return true;
        }));

    [Fact]
    public void Large_positions_are_cut_into_orders_that_the_book_takes_within_the_slice_distance()
    {
        var request = Levered([TestPortfolios.Account(0, new Position("BTC_USDC-PERPETUAL", 3_000, 65_000))], 0.9);
        var plan = UnwindPlanner.Plan(Context, request);
        plan.Status.ShouldBe(UnwindPlanStatus.Recovers);
        plan.Steps.Length.ShouldBeGreaterThan(3);
        foreach (var step in plan.Steps)
        {
            var order = step.Orders.ShouldHaveSingleItem();
            (-order.Quantity * 65_000).ShouldBeLessThan(10.6e6, "10.5 million within 0.105 %");
            order.LimitPrice.ShouldBeInRange(65_065 * 0.98, 65_065 * 0.99995);
        }

        // Impact does not depend on the cut.
        var sold = -plan.Steps.Sum(step => step.Orders[0].Quantity);
        var market = Context.Model.Requirement.Unwind!.MarketOf(Context.Market[0]);
        var delta = Context.Open(request.Accounts).Arrays.DeltaCoin[0];
        plan.Cost.ImpactUsd.ShouldBe(sold * delta * market.MidUsd * market.VolDaily * Math.Sqrt(sold * delta / market.VolumeCoinPerDay), 1e-6 * plan.Cost.ImpactUsd);
    }

    [Fact]
    public void An_owner_on_its_buffer_margin_is_left_alone()
    {
        var plan = UnwindPlanner.Plan(Context, Levered(3, 3, 1.3));
        plan.Status.ShouldBe(UnwindPlanStatus.Above);
        plan.Steps.ShouldBeEmpty();
        plan.After.ShouldBe(plan.Before);
    }

    [Fact]
    public void Where_no_part_is_enough_everything_is_closed_and_the_shortfall_told()
    {
        var request = Levered(3, 3, -0.1);
        var plan = UnwindPlanner.Plan(Context, request);
        plan.Status.ShouldBe(UnwindPlanStatus.Full);
        plan.Accounts.ShouldAllBe(account => account.Positions.IsEmpty);
        plan.ShortfallUsd.ShouldBe(-plan.After.EquityUsd, 1e-9);
        plan.ShortfallUsd.ShouldBeGreaterThan(-plan.Before.EquityUsd, "closing costs");
        plan.BestPossibleUsd.ShouldBeInRange(0.1 * plan.Cost.TotalUsd, plan.Cost.TotalUsd);
    }

    [Fact]
    public void A_halted_venue_is_margined_and_left()
    {
        var request = Levered(
            [
                new("a", "1", "owner", 0, [new("BTC_USDC-PERPETUAL", 10, 65_000)]),
                new("b", "1", "owner", 0, [new("BTC_USDC-PERPETUAL", 10, 65_000)]),
            ],
            0.9);
        request = request with { HaltedVenues = ["a"] };
        var plan = UnwindPlanner.Plan(Context, request);
        plan.Status.ShouldBe(UnwindPlanStatus.Recovers);
        plan.Steps.SelectMany(step => step.Orders).ShouldAllBe(order => order.Venue == "b");
        UnwindPlanner.Plan(Context, request with { HaltedVenues = ["a", "b"] }).Status.ShouldBe(UnwindPlanStatus.NoStepLowers);

        // The hedge alone may not be taken away.
        var hedged = Levered(
            [
                new("a", "1", "owner", 0, [new("BTC_USDC-PERPETUAL", 10, 65_000)]),
                new("b", "1", "owner", 0, [new("BTC_USDC-PERPETUAL", -4, 65_000)]),
            ],
            0.9);
        var stopped = UnwindPlanner.Plan(Context, hedged with { HaltedVenues = ["a"] });
        stopped.Status.ShouldBe(UnwindPlanStatus.NoStepLowers);
        stopped.Steps.ShouldBeEmpty();
    }

    [Fact]
    public void What_is_no_request_is_refused()
    {
        var request = Levered(3, 3, 0.9);
        Should.Throw<ArgumentException>(() => UnwindPlanner.Plan(Context, request with { BufferShare = -1 })).Message.ShouldContain("buffer share");
        Should.Throw<ArgumentException>(() => UnwindPlanner.Plan(Context, request with { Owner = "other" })).Message.ShouldContain("belongs to owner");
        Should.Throw<ArgumentException>(() => UnwindPlanner.Plan(Context, request with { Books = [.. Books(1), .. Books(1)] })).Message.ShouldContain("two books of BTC");
        Should.Throw<UnpricedInstrumentException>(() => UnwindPlanner.Plan(Context, request with { Accounts = [TestPortfolios.Account(0, new Position("SOL-PERPETUAL", 1, 100))] }));
    }

    private static System.Collections.Immutable.ImmutableArray<VenueBook> Books(double share) =>
        [.. Context.Market.SelectMany(snapshot => VenueBook.Split(snapshot.Underlying, Context.Model.Requirement.Unwind!.MarketOf(snapshot), [("v", share)]))];

    private static void Same(MarginFigure planned, MarginFigure cycle)
    {
        var slack = 1e-9 * (1 + cycle.InitialMarginUsd + Math.Abs(cycle.EquityUsd)) + 1e-7;
        planned.InitialMarginUsd.ShouldBe(cycle.InitialMarginUsd, slack);
        planned.MaintenanceMarginUsd.ShouldBe(cycle.MaintenanceMarginUsd, slack);
        planned.EquityUsd.ShouldBe(cycle.EquityUsd, slack);
    }
}
