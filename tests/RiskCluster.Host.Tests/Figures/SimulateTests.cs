using RiskCluster.Contracts.Accounts;
using RiskCluster.Contracts.Margins;
using RiskCluster.Core.Accounts;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Host.Tests.Figures;

/// <summary>What if.</summary>
public sealed class SimulateTests(DeskFixture desk) : IClassFixture<DeskFixture>
{
    private const string Path = "/v1/margin:simulate";

    private HostRig Rig => desk.Rig;

    [Fact]
    public async Task Anybody_may_calculate_on_nothing_held()
    {
        var asked = new MarginSimulation(SimulatedPositionChanges: [new(Market.Perpetual, 1)], CashChange: 100_000);
        var result = await Rig.Ok<SimulatedMargin>(null, HttpMethod.Post, Path, asked);
        (result.PreEquity, result.PreInitialMargin, result.PostEquity, result.IsValidTrade).ShouldBe((0, 0, 100_000, true));
        result.Reasons.ShouldBe(["initial_margin_covered"]);
        result.PostInitialMargin.ShouldBeGreaterThan(1_000);
        result.PostInitialMarginExcess.ShouldBe(100_000 - result.PostInitialMargin);
        result.Components.Single(item => item.Name == "initial_margin").Post.ShouldBe(result.PostInitialMargin);
        var short10 = asked with { SimulatedPositionChanges = [new(Market.Perpetual, -10)] };
        (await Rig.Ok<SimulatedMargin>(null, HttpMethod.Post, Path, short10)).Reasons.ShouldBe(["initial_margin_not_covered", "initial_margin_rises", "excess_falls"]);
    }

    [Fact]
    public async Task Before_a_change_stands_the_boards_figure_and_after_it_that_of_the_account_that_has_changed()
    {
        await using var rig = await HostRig.StartStill();
        await DeskBook.Open(rig);
        var trade = new MarginSimulation(Account: DeskBook.Alone, SimulatedPositionChanges: [new(Market.Perpetual, 0.5m, 66_000)]);
        var result = await rig.Ok<SimulatedMargin>(Callers.Deribit, HttpMethod.Post, Path, trade);
        var before = rig.Node.Board.Figure(DeskBook.Alone)!;
        (result.PreEquity, result.PreInitialMargin, result.PreMaintenanceMargin).ShouldBe(Rounded(before.Figure!.Value));
        result.AsOf.PositionSeq.ShouldBe(before.Inputs.PositionSeq);
        result.AsOf.MarketSeq.ShouldBe(before.Inputs.MarketSeq);
        await DeskBook.Hold(rig, DeskBook.Alone, 2, 200_000, new PositionChange(Market.Perpetual, 2, 66_000));
        (result.PostEquity, result.PostInitialMargin, result.PostMaintenanceMargin).ShouldBe(Rounded(rig.Node.Board.Figure(DeskBook.Alone)!.Figure!.Value));
    }

    [Fact]
    public async Task An_owner_is_tried_netted_and_in_another_market()
    {
        var moved = new MarginSimulation(Owner: DeskBook.Owner, Overrides: [new("BTC", -0.1m, 0.5m)]);
        var result = await Rig.Ok<SimulatedMargin>(Callers.Owner(DeskBook.Owner), HttpMethod.Post, Path, moved);
        (result.PreEquity, result.PreInitialMargin, result.PreMaintenanceMargin).ShouldBe(Rounded(Rig.Node.Board.Figure(DeskBook.Owner)!.Figure!.Value));
        // One coin net long, less 20,000 USD of inverse perpetual whose coins are worth less.
        result.PostEquity.ShouldBeLessThan(result.PreEquity);
        var closed = moved with { Overrides = null, AddPositions = false, SimulatedPositionChanges = [] };
        (await Rig.Ok<SimulatedMargin>(Callers.Desk, HttpMethod.Post, Path, closed)).PostInitialMargin.ShouldBe(0);
    }

    [Fact]
    public async Task Whose_portfolio_it_is_decides_who_may_try_on_it()
    {
        var account = new MarginSimulation(Account: DeskBook.Here);
        var owner = new MarginSimulation(Owner: DeskBook.Owner);
        foreach (var caller in new[] { Callers.Deribit, Callers.Owner(DeskBook.Owner), Callers.Desk }) await Rig.Ok<SimulatedMargin>(caller, HttpMethod.Post, Path, account);
        foreach (var caller in new[] { Callers.Derive, Callers.Owner("pia"), Callers.Admin }) (await Rig.Refused(caller, HttpMethod.Post, Path, account)).Code.ShouldBe("permission_denied");
        foreach (var caller in new[] { Callers.Deribit, Callers.Owner("pia"), Callers.Keeper("kim") }) (await Rig.Refused(caller, HttpMethod.Post, Path, owner)).Code.ShouldBe("permission_denied");
        (await Rig.Refused(null, HttpMethod.Post, Path, account)).Code.ShouldBe("unauthenticated");
        (await Rig.Refused(null, HttpMethod.Post, Path, owner)).Code.ShouldBe("unauthenticated");
    }

    [Theory]
    [InlineData("""{"account":"deribit/pia","owner":"olga"}""", 400, "two_portfolios", "owner")]
    [InlineData("""{"account":"pia"}""", 400, "not_a_name", "account")]
    [InlineData("""{"owner":"nobody"}""", 404, "no_margin", null)]
    [InlineData("""{"simulated_position_changes":[{"instrument":"BTC?","size":"1"}]}""", 400, "instrument_not_a_name", "simulated_position_changes[0].instrument")]
    [InlineData("""{"simulated_position_changes":[{"instrument":"BTC-PERPETUAL","size":"1e16"}]}""", 400, "amount_bounds", "simulated_position_changes[0].size")]
    [InlineData("""{"simulated_position_changes":[{"instrument":"BTC-PERPETUAL","size":"1","average_price":"0"}]}""", 400, "price_bounds", "simulated_position_changes[0].average_price")]
    [InlineData("""{"simulated_position_changes":[{"instrument":"SOL_USDC-PERPETUAL","size":"1"}]}""", 422, "not_priced", null)]
    [InlineData("""{"simulated_collateral_changes":[{"asset":"?","amount":"1"}]}""", 400, "not_a_name", "simulated_collateral_changes[0].asset")]
    [InlineData("""{"overrides":[{"underlying":"DOGE"}]}""", 400, "unknown_underlying", "overrides[0].underlying")]
    [InlineData("""{"overrides":[{"underlying":"BTC"},{"underlying":"BTC"}]}""", 400, "override_twice", "overrides[1].underlying")]
    [InlineData("""{"overrides":[{"underlying":"BTC","price_move":"-1"}]}""", 400, "move_bounds", "overrides[0].price_move")]
    [InlineData("""{"cash_change":"2e18"}""", 400, "amount_bounds", "cash_change")]
    public async Task What_is_out_of_bounds_is_named(string body, int status, string reason, string? param)
    {
        var problem = await Rig.Refused(Callers.Desk, HttpMethod.Post, Path, body.Replace("1e16", "10000000000000000", StringComparison.Ordinal).Replace("2e18", "2000000000000000000", StringComparison.Ordinal));
        (problem.Status, problem.Reason, problem.Param).ShouldBe((status, reason, param));
    }

    [Fact]
    public async Task Too_many_changes_are_refused_and_no_cycle_means_no_answer()
    {
        var many = new MarginSimulation(SimulatedPositionChanges: [.. Enumerable.Repeat(new PositionEntry(Market.Perpetual, 1), 1_001)]);
        (await Rig.Refused(null, HttpMethod.Post, Path, many)).Reason.ShouldBe("too_many");
        await using var rig = await HostRig.StartStill();
        (await rig.Refused(null, HttpMethod.Post, Path, new MarginSimulation())).Reason.ShouldBe("no_margin_cycle");
        (await rig.Refused(Callers.Desk, HttpMethod.Get, "/v1/portfolios")).Reason.ShouldBe("no_margin_cycle");
    }

    private static (decimal, decimal, decimal) Rounded(MarginFigure figure) =>
        (UsdRounding.Equity(figure.EquityUsd), UsdRounding.Requirement(figure.InitialMarginUsd), UsdRounding.Requirement(figure.MaintenanceMarginUsd));
}
