using FsCheck;
using FsCheck.Fluent;
using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Tests.Engine;

public sealed class PortfolioReporterTests
{
    private static readonly RiskModel Model = RiskModel.Load("riskcluster-1");

    [Fact]
    [Trait("Rule", "MRG-4")]
    [Trait("Rule", "MRG-10")]
    public void Shares_of_the_lots_add_up_to_the_initial_margin_whichever_measure_binds() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(40), Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            // Without stress scenarios expected shortfall binds, without historical ones stress does.
            using var fixture = new CycleFixture(TestBook.Accounts(6, seed), TestBook.Scenarios(seed % 2 == 0 ? 40 : 1, seed % 2 == 0 ? 0 : 300), rules: TestBook.Rules);
            var reporter = new PortfolioReporter(fixture.Cycle, Model);
            return Enumerable.Range(0, fixture.Book.PortfolioCount).Select(fixture.Book.LotsOf).Select(reporter.Report).All(report =>
                Math.Abs(report.Lots.Sum(lot => lot.ContributionUsd) - report.Figure.InitialMarginUsd) <= 1e-9 * (1 + report.Figure.InitialMarginUsd));
        }));

    [Fact]
    [Trait("Rule", "MRG-9")]
    public void Baselines_are_shares_of_notional_and_of_net_delta()
    {
        List<AccountPortfolio> accounts =
        [
            new("v", "a", "owner", 0, [new("BTC_USDC-PERPETUAL", 2, 65_000)]),
            new("v", "b", "owner", 0, [new("BTC_USDC", -2), new("ETH-PERPETUAL", 5_000, 1_900)]),
        ];
        using var fixture = new CycleFixture(accounts);
        var report = new PortfolioReporter(fixture.Cycle, Model).Report(fixture.Book.LotsOf(fixture.Book.Find("owner")));
        var (btc, eth) = (TestBook.Markets()[0], TestBook.Markets()[1]);
        report.GrossNotionalUsd.ShouldBe(4 * btc.IndexPrice + 5_000, 1e-6);
        report.FixedPercentageUsd.ShouldBe(Model.Baselines.FixedPercentage * report.GrossNotionalUsd, 1e-9);
        var deltaUsd = Math.Abs(2 * btc.PerpetualPrice - 2 * btc.IndexPrice) + 5_000 / eth.PerpetualPrice * eth.IndexPrice;
        report.DeltaBasedUsd.ShouldBe(Model.Baselines.DeltaPriceMove * deltaUsd, 1e-6);
        report.Greeks.Select(greeks => greeks.Underlying).ShouldBe(["BTC", "ETH"]);
    }
}
