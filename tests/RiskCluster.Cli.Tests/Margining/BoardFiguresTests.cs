using RiskCluster.Cli.Data;
using RiskCluster.Cli.Language;
using RiskCluster.Cli.Margining;
using RiskCluster.Core.Margins;
using RiskCluster.Host.Figures;
using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Margin;
using RiskCluster.Runtime.RiskBoard;

namespace RiskCluster.Cli.Tests.Margining;

/// <summary>What the server reports of a book is what the command line's desk reports of it, to the last digit: the same accounts on the board and in the desk's cycle.</summary>
public sealed class BoardFiguresTests
{
    [Fact]
    [Trait("Rule", "MRG-9")]
    [Trait("Rule", "MRG-8")]
    public void The_servers_report_is_the_desks()
    {
        var inputs = MarginInputs.Read(new(DemoFiles.Portfolio, DemoFiles.Market, DemoSample.History, ModelTexts.DefaultModel, ModelTexts.Compose(ModelTexts.DefaultModel, [])));
        using var desk = new MarginDesk(inputs.Context.Model, inputs.Context.Scenarios, inputs.Accounts, inputs.Context.Market, 1);
        using var board = Board(inputs, desk);
        foreach (var owner in desk.Accounts.Select(account => account.Owner).Distinct())
        {
            var expected = OwnerReport.Of(desk, owner);
            var answer = OwnerAnswer.Of(inputs.Context, owner, [.. desk.Accounts.Where(account => account.Owner == owner)], new([owner], Stress: false, null, 0));
            var report = board.Read(owner, MarginReports.Of)!;
            report.Margin.InitialMargin.ShouldBe(UsdRounding.Requirement(expected.Netted.Figure.InitialMarginUsd));
            report.Margin.MaintenanceMargin.ShouldBe(UsdRounding.Requirement(expected.Netted.Figure.MaintenanceMarginUsd));
            report.Margin.Equity.ShouldBe(UsdRounding.Equity(expected.Netted.Figure.EquityUsd));
            report.WorstScenario.ShouldBe(expected.Netted.WorstScenario);
            report.GrossNotional.ShouldBe(UsdRounding.Requirement(expected.Netted.GrossNotionalUsd));
            report.Baselines!.FixedPercentage.ShouldBe(UsdRounding.Requirement(expected.Netted.FixedPercentageUsd));
            report.Baselines.DeltaBased.ShouldBe(UsdRounding.Requirement(expected.Netted.DeltaBasedUsd));
            report.Baselines.StandaloneSum.ShouldBe(UsdRounding.Requirement(expected.StandaloneInitialUsd));
            report.NettingBenefit.ShouldBe(UsdRounding.Equity(expected.NettingBenefitUsd));
            report.Greeks.Select(greeks => (greeks.Underlying, greeks.Delta, greeks.Gamma, greeks.Vega, greeks.Theta))
                .ShouldBe(expected.Netted.Greeks.Select(greeks => (greeks.Underlying, greeks.DeltaCoin, greeks.GammaPerUsd, greeks.VegaUsd / 100, greeks.ThetaUsdPerDay)), "the API tells vega for a point");
            report.RiskUnits!.Units.ShouldBe(UsdRounding.Requirement(answer.Allocation.Units.Units));
            report.RiskUnits.Version.ShouldBe(answer.Allocation.Units.Version);
            report.ByVenue.Select(part => (part.Name, part.InitialMargin)).ShouldBe(answer.Allocation.Venues.Select(venue => (venue.Venue, UsdRounding.Requirement(venue.StandaloneUsd))));
            foreach (var (part, venue) in report.ByVenue.Zip(answer.Allocation.Venues)) ((double)part.Allocated!.Value).ShouldBe(venue.AllocatedUsd, 3e-6);
        }

        for (var i = 0; i < desk.Accounts.Length; i++)
        {
            var report = board.Read(desk.Accounts[i].Key, MarginReports.Of)!;
            report.Margin.InitialMargin.ShouldBe(UsdRounding.Requirement(desk.Report(i).Figure.InitialMarginUsd));
            board.Figure(desk.Accounts[i].Key)!.Figure.ShouldBe(desk.Report(i).Figure);
        }
    }

    // The file's numbers are decimals that doubles hold exactly, so that the board's crossing from decimals changes none.
    private static RiskBoard Board(MarginInputs inputs, MarginDesk desk)
    {
        var board = new RiskBoard(SerialWork.Instance, TimeProvider.System);
        foreach (var account in desk.Accounts)
            board.Put(new(account.Venue, account.Account, account.Owner, (decimal)account.CashUsd, [.. account.Positions.Select(position => new BoardPosition(position.Instrument, (decimal)position.Quantity, (decimal?)position.AveragePrice))], 1));
        foreach (var snapshot in inputs.Context.Market) board.Publish(snapshot, FigureStatus.Ok);
        board.Activate(new(inputs.Context.Model, inputs.Context.Scenarios, 1));
        board.RunCycle().ShouldBeTrue();
        return board;
    }
}
