using RiskCluster.Risk.Language;

namespace RiskCluster.Risk.Tests.Language;

public sealed class BaselineDocumentTests
{
    [Fact]
    [Trait("Rule", "MRG-9")]
    public void Fixed_percentage_of_the_gross_notional()
    {
        var margin = Book().Margin(ModelDocument.Load("fixed-percentage"));
        margin.InitialMargin.ShouldBe(0.1 * 6 * 70_000, 1e-6);
        margin.MaintenanceMargin.ShouldBe(0.05 * 6 * 70_000, 1e-6);
        margin.WorstScenario.ShouldBeNull();
    }

    [Fact]
    [Trait("Rule", "MRG-9")]
    public void Delta_based_on_the_net_delta()
    {
        var delta = 1 - 5 * Risk.Pricing.Black76.Greeks(Risk.Instruments.OptionType.Call, 70_000, 80_000, 0.6, 30.0 / 365).Delta;
        Book().Margin(ModelDocument.Load("delta-based")).InitialMargin.ShouldBe(0.15 * Math.Abs(delta) * 70_000, 1e-6);
    }

    /// <summary>The example of docs.paradex.trade/risk/portfolio-margin: long one perpetual, short five calls of delta 0.3 gives net -0.5 and hedged 1.0, so 1,400 at 70,000.</summary>
    [Fact]
    [Trait("Rule", "MRG-2")]
    public void Paradex_charges_a_hedged_book_for_its_delta()
    {
        var model = ModelPatch.Apply(
            "paradex-pm",
            ("components.scenarios.moves", new[] { new { spot_ratio = 1, vol = "none" } }),
            ("components.fees.linear", 0),
            ("components.fees.option", 0));
        // 30 days at 60 % vol: the call of strike K has delta 0.3 where N(d1) = 0.3, d1 = -0.5244005127.
        var totalVol = 0.6 * Math.Sqrt(30.0 / 365);
        var strike = 70_000 * Math.Exp(0.5244005127080407 * totalVol + totalVol * totalVol / 2);
        var margin = Book(strike).Margin(model);
        margin.InitialMargin.ShouldBe((0.02 * 0.5 + 0.01 * 1.0) * 70_000, 1e-3);
        margin.MaintenanceMargin.ShouldBe(margin.InitialMargin / 2, 1e-9);
    }

    [Fact]
    [Trait("Rule", "SCN-1")]
    [Trait("Rule", "MRG-4")]
    public void Paradex_scans_a_perpetual_by_its_range_and_provides_for_funding()
    {
        var test = new TestCase("BTC", 70_000) { FundingRate8h = 0.0001 }.Hold("BTC_USDC-PERPETUAL", 1);
        var margin = test.Margin(ModelDocument.Load("paradex-pm"));
        margin.Components.Single(component => component.Name == "scan").Initial.ShouldBe(0.16 * 70_000, 1e-6);
        margin.Components.Single(component => component.Name == "scan").Maintenance.ShouldBe(0.08 * 70_000, 1e-6);
        margin.Components.Single(component => component.Name == "funding").Initial.ShouldBe(7, 1e-9);
        margin.Components.Single(component => component.Name == "fees").Initial.ShouldBe(21, 1e-9);
        margin.Scenarios.Length.ShouldBe(24);
    }

    private static TestCase Book(double strike = 80_000)
    {
        var name = FormattableString.Invariant($"{strike:0.##}").Replace('.', 'd');
        var parsed = double.Parse(name.Replace('d', '.'), System.Globalization.CultureInfo.InvariantCulture);
        return new TestCase("BTC", 70_000)
            .Expiry(new(default, 30 * 86400, 70_000, Smile: TestCase.Vols((parsed, 0.6))))
            .Hold("BTC_USDC-PERPETUAL", 1)
            .Hold($"BTC_USDC-{TestCase.Day(0)}-{name}-C", -5);
    }
}
