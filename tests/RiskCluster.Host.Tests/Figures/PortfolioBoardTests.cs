using RiskCluster.Contracts;
using RiskCluster.Contracts.Portfolios;
using RiskCluster.Core.Accounts;

namespace RiskCluster.Host.Tests.Figures;

/// <summary>The board of all owners.</summary>
public sealed class PortfolioBoardTests
{
    [Fact]
    public async Task Owners_come_by_maintenance_excess_and_a_cursor_goes_on_where_the_page_ended()
    {
        await using var rig = await HostRig.StartStill();
        await DeskBook.Open(rig);
        for (var i = 0; i < 9; i++) await DeskBook.Hold(rig, $"deribit/a{i}", 1, 20_000 * (i + 1), new PositionChange(Market.Perpetual, 1, 65_000));
        await rig.Cycle();
        var whole = await rig.Ok<Page<PortfolioRow>>(Callers.Desk, HttpMethod.Get, "/v1/portfolios?limit=200");
        whole.Items.Count.ShouldBe(11);
        whole.NextCursor.ShouldBeNull();
        whole.Items.Select(row => row.Margin.MaintenanceMarginExcess!.Value).ShouldBeInOrder();
        var olga = whole.Items.Single(row => row.Owner == DeskBook.Owner);
        (olga.Accounts, string.Join(',', olga.Venues), olga.UnwindStatus).ShouldBe((2, "deribit,derive", null));
        olga.Margin.ShouldBe((await rig.Ok<PortfolioRow>(Callers.Owner(DeskBook.Owner), HttpMethod.Get, $"/v1/portfolios/{DeskBook.Owner}")).Margin);

        var (parts, cursor) = (new List<string>(), (string?)null);
        do
        {
            var page = await rig.Ok<Page<PortfolioRow>>(Callers.Desk, HttpMethod.Get, $"/v1/portfolios?limit=4{(cursor is null ? "" : $"&cursor={cursor}")}");
            page.Items.Count.ShouldBeLessThanOrEqualTo(4);
            parts.AddRange(page.Items.Select(row => row.Owner));
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        parts.ShouldBe(whole.Items.Select(row => row.Owner));
    }

    [Fact]
    public async Task Whoever_cannot_be_margined_comes_first_and_says_why()
    {
        await using var rig = await HostRig.StartStill();
        await DeskBook.Open(rig);
        await DeskBook.Done(rig.Node.Actors.Venue("deribit").Tell(new(DeskBook.Id(), new Core.Venues.VenueCommand.ListInstruments(["ETH_USDC-PERPETUAL"], [])), default));
        await DeskBook.Hold(rig, "deribit/lost", 1, 100, new PositionChange("ETH_USDC-PERPETUAL", 1, 1_900));
        await rig.Cycle();
        var page = await rig.Ok<Page<PortfolioRow>>(Callers.Desk, HttpMethod.Get, "/v1/portfolios?limit=1");
        page.Items.Single().Owner.ShouldBe("deribit/lost");
        page.Items.Single().Margin.Unavailable.ShouldNotBeNull();
        (await rig.Ok<Page<PortfolioRow>>(Callers.Desk, HttpMethod.Get, $"/v1/portfolios?cursor={page.NextCursor}")).Items.Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_board_is_the_desks_alone()
    {
        await using var rig = await HostRig.StartStill();
        foreach (var caller in new[] { Callers.Admin, Callers.Deribit, Callers.Owner("olga"), Callers.Keeper("kim"), Callers.Governor("ada") })
            (await rig.Refused(caller, HttpMethod.Get, "/v1/portfolios")).Code.ShouldBe("permission_denied");
        (await rig.Refused(null, HttpMethod.Get, "/v1/portfolios")).Status.ShouldBe(401);
        foreach (var query in new[] { "limit=0", "limit=1001", "cursor=nonsense", "cursor=bm8" })
            (await rig.Refused(Callers.Desk, HttpMethod.Get, $"/v1/portfolios?{query}")).Status.ShouldBe(400, query);
    }
}
