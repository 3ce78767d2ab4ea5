using RiskCluster.Contracts.Margins;
using RiskCluster.Core.Accounts;
using RiskCluster.Core.Markets;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Host.Tests.Figures;

/// <summary>The full margin of accounts and owners.</summary>
public sealed class MarginReportTests(DeskFixture desk) : IClassFixture<DeskFixture>
{
    private const string OwnerPath = $"/v1/portfolios/{DeskBook.Owner}/margin";

    private HostRig Rig => desk.Rig;

    [Theory]
    [InlineData("/v1/venues/deribit/accounts/olga-1/margin", DeskBook.Here)]
    [InlineData("/v1/venues/derive/accounts/olga-2/margin", DeskBook.There)]
    [InlineData("/v1/venues/deribit/accounts/pia/margin", DeskBook.Alone)]
    [InlineData(OwnerPath, DeskBook.Owner)]
    [InlineData("/v1/portfolios/deribit%2Fpia/margin", DeskBook.Alone)]
    public async Task Every_figure_is_the_boards_to_the_last_digit(string path, string key)
    {
        var report = await Rig.Ok<MarginReport>(Callers.Desk, HttpMethod.Get, path);
        var exact = Rig.Node.Board.Figure(key)!;
        var figure = exact.Figure!.Value;
        var margin = report.Margin;
        (margin.Portfolio, margin.Status, margin.Unavailable).ShouldBe((key, MarginStatus.Ok, null));
        (margin.Equity, margin.InitialMargin, margin.MaintenanceMargin).ShouldBe((
            UsdRounding.Equity(figure.EquityUsd), UsdRounding.Requirement(figure.InitialMarginUsd), UsdRounding.Requirement(figure.MaintenanceMarginUsd)));
        (margin.InitialMarginExcess, margin.MaintenanceMarginExcess).ShouldBe((margin.Equity - margin.InitialMargin, margin.Equity - margin.MaintenanceMargin));
        (report.StressLoss, report.ValueAtRisk, report.ExpectedShortfall).ShouldBe((
            UsdRounding.Requirement(figure.StressLossUsd), UsdRounding.Requirement(figure.ValueAtRiskUsd), UsdRounding.Requirement(figure.ExpectedShortfallUsd)));
        (report.Contingencies, report.UnwindCost).ShouldBe((UsdRounding.Requirement(figure.Contingencies.InitialUsd), UsdRounding.Requirement(figure.Unwind.CostUsd)));
        margin.AsOf.ShouldBe(new(exact.Inputs.MarketSeq, exact.Inputs.PositionSeq, exact.Inputs.ParametersVersion, exact.Inputs.ModelVersion, exact.Inputs.TimestampMs));
        report.ByVenue.Sum(part => part.Allocated!.Value).ShouldBe(margin.InitialMargin!.Value);
        report.ByUnderlying.Sum(part => part.Allocated!.Value).ShouldBe(margin.InitialMargin!.Value);
    }

    [Fact]
    public async Task An_owner_nets_what_its_accounts_would_need_alone()
    {
        var owner = await Rig.Ok<MarginReport>(Callers.Owner(DeskBook.Owner), HttpMethod.Get, OwnerPath);
        var here = Rig.Node.Board.Figure(DeskBook.Here)!.Figure!.Value.InitialMarginUsd;
        var there = Rig.Node.Board.Figure(DeskBook.There)!.Figure!.Value.InitialMarginUsd;
        owner.Owner.ShouldBe(DeskBook.Owner);
        owner.Baselines!.StandaloneSum.ShouldBe(UsdRounding.Requirement(here + there));
        owner.NettingBenefit!.Value.ShouldBe(owner.Baselines.StandaloneSum - owner.Margin.InitialMargin!.Value, 0.000002m);
        owner.NettingBenefitShare!.Value.ShouldBe(owner.NettingBenefit.Value / owner.Baselines.StandaloneSum, 1e-9m);
        owner.NettingBenefitShare.Value.ShouldBeGreaterThan(0.3m);
        owner.ByVenue.Select(part => part.Name).ShouldBe(["deribit", "derive"]);
        owner.ByVenue[0].InitialMargin.ShouldBe(UsdRounding.Requirement(here));
        owner.ByVenue.Sum(part => part.Equity!.Value).ShouldBe(owner.Margin.Equity!.Value, 0.000002m);
        var greeks = owner.Greeks.Single();
        // 3 coins long, 2 and 20,000 USD short, whose delta depends on the perpetual's price.
        greeks.Underlying.ShouldBe("BTC");
        greeks.Delta.ShouldBe(1 - 20_000 / 65_000.0, 1e-3);
        owner.RiskUnits!.Units.ShouldBeGreaterThan(0);
        owner.RiskUnits.RequirementPerUnit!.Value.ShouldBe(owner.Margin.InitialMargin.Value / owner.RiskUnits.Units, 1e-6m);
        owner.RiskUnits.Version.Length.ShouldBe(64);
    }

    [Fact]
    public async Task An_account_is_read_by_its_venue_its_owner_and_the_desk_and_by_nobody_else()
    {
        const string path = "/v1/venues/deribit/accounts/olga-1/margin";
        foreach (var caller in new[] { Callers.Deribit, Callers.Owner(DeskBook.Owner), Callers.Desk }) await Rig.Ok<MarginReport>(caller, HttpMethod.Get, path);
        foreach (var end in new[] { "", "/explain", "/heatmap" })
        {
            foreach (var caller in new[] { Callers.Derive, Callers.Owner("pia"), Callers.Admin, Callers.Keeper("kim"), Callers.Governor("ada"), Callers.Source("s1") })
            {
                (await Rig.Refused(caller, HttpMethod.Get, path + end)).Code.ShouldBe("permission_denied");
                (await Rig.Refused(caller, HttpMethod.Get, OwnerPath + end)).Code.ShouldBe("permission_denied");
            }

            (await Rig.Refused(null, HttpMethod.Get, path + end)).Status.ShouldBe(401);
            (await Rig.Refused(null, HttpMethod.Get, OwnerPath + end)).Status.ShouldBe(401);
            (await Rig.Refused(Callers.Deribit, HttpMethod.Get, OwnerPath + end)).Code.ShouldBe("permission_denied");
        }
    }

    [Theory]
    [InlineData("/v1/venues/deribit/accounts/nobody/margin", 404, "no_margin")]
    [InlineData("/v1/portfolios/nobody/margin", 404, "no_margin")]
    [InlineData("/v1/portfolios/nobody", 404, "no_margin")]
    [InlineData("/v1/portfolios/%20/margin", 400, "not_a_name")]
    [InlineData("/v1/venues/deribit/accounts/no%20body/margin/explain", 400, "not_a_name")]
    public async Task What_holds_nothing_has_no_margin(string path, int status, string reason)
    {
        var problem = await Rig.Refused(Callers.Desk, HttpMethod.Get, path);
        (problem.Status, problem.Reason).ShouldBe((status, reason));
    }

    [Fact]
    public async Task A_heatmap_is_zero_where_nothing_moves_and_linear_in_a_linear_book()
    {
        var map = await Rig.Ok<HeatmapDocument>(Callers.Deribit, HttpMethod.Get, "/v1/venues/deribit/accounts/pia/margin/heatmap");
        map.Pnl.Count.ShouldBe(map.VolMoves.Count);
        foreach (var row in map.Pnl)
            for (var s = 0; s < map.PriceMoves.Count; s++) row[s].ShouldBe(1.5 * 65_000 * map.PriceMoves[s], 1e-6);
        map.PriceMoves.ShouldContain(0);
    }

    [Fact]
    public async Task Vega_is_for_one_point_of_volatility()
    {
        await using var rig = await HostRig.StartStill();
        await DeskBook.Open(rig);
        await DeskBook.Done(rig.Node.Actors.Venue("deribit").Tell(new(DeskBook.Id(), new Core.Venues.VenueCommand.ListInstruments([Market.Call], [])), default));
        await DeskBook.Hold(rig, DeskBook.Alone, 2, 200_000, new PositionChange(Market.Call, 10, 2_000));
        var expiryMs = new DateTimeOffset(2026, 3, 27, 8, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
        var tau = decimal.Round((expiryMs - rig.Node.NowMs) / 31_536_000_000m, 15);
        var smile = new SmileSlice(0.55m * 0.55m * tau - 0.008m, 0.04m, -0.2m, 0, 0.2m, tau);
        await Market.Tick(rig, 65_000, expiries: new ObservedExpiry(expiryMs, 65_000, smile));

        var report = await rig.Ok<MarginReport>(Callers.Desk, HttpMethod.Get, "/v1/venues/deribit/accounts/pia/margin");
        // Black's vega of a unit volatility: F phi(d1) sqrt(tau).
        var slice = smile.ToRisk();
        var k = Math.Log(70_000 / 65_000.0);
        var deviation = slice.Vol(k) * Math.Sqrt((double)tau);
        var d1 = -k / deviation + deviation / 2;
        var vega = 65_000 * Math.Exp(-d1 * d1 / 2) / Math.Sqrt(2 * Math.PI) * Math.Sqrt((double)tau);
        report.Greeks.Single().Vega.ShouldBe(10 * vega / 100, 0.01 * vega);
    }

    [Fact]
    public async Task What_cannot_be_priced_says_so_instead_of_a_figure()
    {
        await using var rig = await HostRig.StartStill();
        await DeskBook.Open(rig);
        await DeskBook.Done(rig.Node.Actors.Venue("deribit").Tell(new(DeskBook.Id(), new Core.Venues.VenueCommand.ListInstruments(["ETH_USDC-PERPETUAL"], [])), default));
        await DeskBook.Hold(rig, DeskBook.Alone, 2, 100, new PositionChange("ETH_USDC-PERPETUAL", 1, 1_900));
        await rig.Cycle();
        var report = await rig.Ok<MarginReport>(Callers.Desk, HttpMethod.Get, "/v1/venues/deribit/accounts/pia/margin");
        report.Margin.Unavailable.ShouldNotBeNull().ShouldContain("ETH_USDC-PERPETUAL");
        (report.Margin.InitialMargin, report.StressLoss, report.Baselines, report.Margin.Status).ShouldBe((null, null, null, MarginStatus.Halted));
        foreach (var end in new[] { "/explain", "/heatmap" })
        {
            var problem = await rig.Refused(Callers.Desk, HttpMethod.Get, "/v1/venues/deribit/accounts/pia/margin" + end);
            (problem.Status, problem.Reason, problem.Retryable).ShouldBe((503, "not_priced", true));
        }
    }
}
