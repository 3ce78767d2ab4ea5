using System.Globalization;
using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Tests.Margin;

namespace RiskCluster.Risk.Tests.Engine;

/// <summary>Each contingency by hand: BTC at 65,000, perpetual at 1.001 of it; 27FEB26 and 26JUN26 are 21.67 and 140.67 days away.</summary>
[Trait("Rule", "MRG-4")]
public sealed class ContingenciesTests
{
    private const double Index = 65_000;
    private static readonly RiskModelMaintenanceShare Half = new(0.5, 0.5, 0.5, 0.5);
    private static readonly RiskModelContingencies Zero = RiskModelContingencies.None;

    [Fact]
    public void Basis_is_charged_on_the_net_delta_of_an_expiry_up_to_the_cap()
    {
        var rules = Zero with { BasisPerYear = 0.1, BasisCapYears = 0.2 };
        var near = (21 + 16 / 24.0) / 365;
        var far = (140 + 16 / 24.0) / 365;
        far.ShouldBeGreaterThan(0.2);

        // An inverse future of F USD pays like index/F coins: its exposure to its own forward is index/F of the USD.
        var forward = Index * Math.Exp(0.05 * near);
        Charge(rules, ("BTC-27FEB26", 130_000)).BasisUsd.ShouldBe(130_000 * Index / forward * 0.1 * near, 1e-9);
        Charge(rules, ("BTC_USDC-26JUN26", -3)).BasisUsd.ShouldBe(3 * Index * Math.Exp(0.05 * far) * 0.1 * 0.2, 1e-9);

        // Expiries do not net with each other; call less put of one strike is one coin of forward, here in coin.
        Charge(rules, ("BTC-27FEB26-60000-C", 2), ("BTC-27FEB26-60000-P", -2)).BasisUsd.ShouldBe(2 * Index * 0.1 * near, 1e-9);
        Charge(rules, ("BTC-27FEB26-60000-C", 2), ("BTC-27FEB26-60000-P", -2), ("BTC-26JUN26-60000-C", -2), ("BTC-26JUN26-60000-P", 2)).BasisUsd
            .ShouldBe(2 * Index * 0.1 * (near + 0.2), 1e-9);
        Charge(rules, ("BTC-27FEB26-60000-C", 2), ("BTC-27FEB26-60000-P", -2), ("BTC-27FEB26-90000-C", -2), ("BTC-27FEB26-90000-P", 2)).BasisUsd.ShouldBe(0, 1e-9);
        Charge(rules, ("BTC_USDC", 2), ("BTC-PERPETUAL", 1000)).ShouldBe(default);
    }

    [Fact]
    public void Roll_is_charged_on_the_gross_notional_of_futures_and_perpetuals()
    {
        var rules = Zero with { RollRate = 0.001 };
        Charge(rules, ("BTC_USDC-26JUN26", 2), ("BTC_USDC-PERPETUAL", -2), ("BTC-PERPETUAL", -10_000), ("BTC-27FEB26", 5_000)).RollUsd.ShouldBe(0.001 * (4 * Index + 15_000), 1e-9);
        Charge(rules, ("BTC_USDC", 2), ("BTC-27FEB26-60000-C", 2)).ShouldBe(default);
    }

    [Fact]
    public void A_naked_short_is_what_nothing_long_covers_at_its_strike_and_expiry()
    {
        var rules = Zero with { NakedShortFraction = 0.01 };
        Charge(rules, ("BTC-27FEB26-60000-C", -3)).NakedShortUsd.ShouldBe(3 * Index * 0.01, 1e-9);
        Charge(rules, ("BTC-27FEB26-60000-C", -3), ("BTC-27FEB26-60000-P", -1)).NakedShortUsd.ShouldBe(4 * Index * 0.01, 1e-9);
        Charge(rules, ("BTC-27FEB26-60000-C", -3), ("BTC_USDC-27FEB26-60000-P", 1)).NakedShortUsd.ShouldBe(2 * Index * 0.01, 1e-9);
        Charge(rules, ("BTC-27FEB26-60000-C", -3), ("BTC-27FEB26-60000-P", 5)).NakedShortUsd.ShouldBe(0);

        // Another strike or another expiry covers nothing.
        Charge(rules, ("BTC-27FEB26-60000-C", -3), ("BTC-27FEB26-65000-C", 3)).NakedShortUsd.ShouldBe(3 * Index * 0.01, 1e-9);
        Charge(rules, ("BTC-27FEB26-60000-C", -3), ("BTC-26JUN26-60000-C", 3)).NakedShortUsd.ShouldBe(3 * Index * 0.01, 1e-9);
        Charge(rules, ("BTC_USDC", -2), ("BTC-27FEB26-60000-C", 2)).ShouldBe(default);
    }

    [Fact]
    public void Perpetuals_are_charged_net_by_underlying_linear_and_inverse_together()
    {
        var rules = Zero with { PerpetualFraction = 0.02 };
        Charge(rules, ("BTC_USDC-PERPETUAL", 2), ("BTC-PERPETUAL", -65_000)).PerpetualUsd.ShouldBe(0.02 * Index, 1e-9);
        Charge(rules, ("BTC_USDC-PERPETUAL", 1), ("ETH_USDC-PERPETUAL", -10)).PerpetualUsd.ShouldBe(0.02 * (Index + 19_000), 1e-9);
        Charge(rules, ("BTC-27FEB26", 1000), ("BTC_USDC", 1)).ShouldBe(default);
    }

    [Theory]
    [InlineData(0.9, 1.0, 0)]
    [InlineData(0.9, 0.9, 0)]
    [InlineData(0.9, 0.8, 0.2)]
    [InlineData(1.0, 0.0, 1)]
    [InlineData(0.0, 0.0, 0)]
    public void Below_the_threshold_of_confidence_gross_options_and_perpetuals_are_charged(double threshold, double confidence, double share)
    {
        var rules = Zero with { OracleConfidence = new(threshold, 0.5), MaintenanceShare = new(1, 1, 1, 1) };
        var figure = Figure(rules, confidence, ("BTC_USDC-PERPETUAL", -1), ("BTC-27FEB26-60000-C", 2), ("BTC-27FEB26-60000-P", -2), ("BTC_USDC-26JUN26", 7));
        figure.Contingencies.ConfidenceUsd.ShouldBe(share * 0.5 * 5 * Index, 1e-9);
        figure.InitialMarginUsd.ShouldBe(1.5 * (figure.ScanUsd + figure.Contingencies.ConfidenceUsd), 1e-9);
        figure.MaintenanceMarginUsd.ShouldBe(1.5 * figure.ScanUsd, 1e-9, "an unsure price asks for nothing in maintenance");
    }

    [Theory]
    [InlineData(-0.01)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void A_confidence_is_a_share(double confidence) =>
        Should.Throw<ArgumentOutOfRangeException>(() => TestBook.Markets()[0] with { Confidence = confidence });

    [Theory]
    [InlineData("basis_per_year", 0, 5, -1e-9, 5.01)]
    [InlineData("basis_cap_years", 0, 10, -1e-9, 10.1)]
    [InlineData("roll_rate", 0, 1, -1e-9, 1.01)]
    [InlineData("naked_short_fraction", 0, 2, -1e-9, 2.01)]
    [InlineData("perpetual_fraction", 0, 3, -1e-9, 3.01)]
    [InlineData("maintenance_share.basis", 0, 1, -1e-9, 1.01)]
    [InlineData("maintenance_share.roll", 0, 1, -1e-9, 1.01)]
    [InlineData("maintenance_share.naked_short", 0, 1, -1e-9, 1.01)]
    [InlineData("maintenance_share.perpetual", 0, 1, -1e-9, 1.01)]
    [InlineData("oracle_confidence.threshold", 0, 1, -1e-9, 1.01)]
    [InlineData("oracle_confidence.margin", 0, 20, -1e-9, 20.1)]
    public void Within_its_bounds_no_parameter_breaks_the_requirement_and_beyond_them_none_is_read(string parameter, double least, double most, double below, double above)
    {
        var margins = new List<(double InitialUsd, double MaintenanceUsd)>();
        foreach (var value in new[] { least, most })
        {
            var figure = Figure(ModelText.Model($"contingencies.{parameter}", value).Requirement, 0.5, Mixed);
            figure.Contingencies.InitialUsd.ShouldBeGreaterThanOrEqualTo(0);
            figure.MaintenanceMarginUsd.ShouldBeLessThanOrEqualTo(figure.InitialMarginUsd);
            double.IsFinite(figure.InitialMarginUsd).ShouldBeTrue();
            margins.Add((figure.InitialMarginUsd, figure.MaintenanceMarginUsd));
        }

        margins[1].ShouldNotBe(margins[0], "the parameter counts");
        margins[1].InitialUsd.ShouldBeGreaterThanOrEqualTo(margins[0].InitialUsd);
        margins[1].MaintenanceUsd.ShouldBeGreaterThanOrEqualTo(margins[0].MaintenanceUsd);
        foreach (var value in new[] { below, above })
        {
            var text = ModelText.With($"contingencies.{parameter}", value.ToString("R", CultureInfo.InvariantCulture));
            Should.Throw<RiskModelException>(() => RiskModel.Parse(text)).Message.ShouldStartWith($"$.contingencies.{parameter}: must be within");
        }
    }

    [Fact]
    public void Equal_factors_and_full_shares_leave_maintenance_at_initial_margin()
    {
        var rules = TestBook.Contingencies with { MaintenanceShare = new(1, 1, 1, 1), OracleConfidence = new(0, 0) };
        var figure = Figure(rules, 1, Mixed);
        figure.MaintenanceMarginUsd.ShouldBe(figure.InitialMarginUsd);
        var half = Figure(rules with { MaintenanceShare = Half }, 1, Mixed);
        half.MaintenanceMarginUsd.ShouldBe(1.5 * (half.ScanUsd + half.Contingencies.InitialUsd / 2), 1e-9);
    }

    [Fact]
    public void The_waterfall_adds_up_to_the_margins()
    {
        var rules = new RiskModelRequirement(0.99, 1.5, 1.2) { Contingencies = TestBook.Contingencies };
        var figure = Figure(rules, 0.9, Mixed);
        var usd = MarginWaterfall.Of(figure, rules, stressCount: 40).ToDictionary(step => step.Name, step => step.Usd);
        string[] parts = ["basis", "roll", "naked_short", "perpetual", "oracle_confidence"];
        parts.ShouldAllBe(name => usd[name] > 0);
        (1.5 * (usd["scan"] + parts.Sum(name => usd[name]))).ShouldBe(usd["initial_margin"], 1e-9);
    }

    [Fact]
    public void What_cannot_be_priced_leaves_no_trace_in_the_next_portfolio()
    {
        List<AccountPortfolio> accounts =
        [
            new("v", "blocked", "a", 0, [new("BTC-27FEB26-60000-C", -1), new("BTC-PERPETUAL", 1000, 65_000)]),
            new("v", "other", "b", 0, [new("BTC-PERPETUAL", -500, 65_000)]),
        ];
        using var fixture = new CycleFixture(accounts);
        fixture.Cycle.Run([TestBook.Markets()[0] with { Expiries = [] }]);
        fixture.Cycle.Unavailability(0).ShouldNotBeNull();
        fixture.Cycle.Figure(1).Contingencies.ShouldBe(new(0, 500 * 0.004, 0, 500 * 0.02, 0));
    }

    private static (string Name, double Lot)[] Mixed =>
        [("BTC-27FEB26-60000-C", -3), ("BTC_USDC-26JUN26-90000-C", 1), ("BTC_USDC-PERPETUAL", -2), ("BTC-27FEB26", 40_000), ("BTC_USDC-26JUN26", 1)];

    private static ContingencyCharge Charge(RiskModelContingencies rules, params (string Name, double Lot)[] lots) => Figure(rules, 1, lots).Contingencies;

    private static MarginFigure Figure(RiskModelContingencies rules, double confidence, params (string Name, double Lot)[] lots) =>
        Figure(new RiskModelRequirement(0.99, 1.5, 1.5) { Contingencies = rules }, confidence, lots);

    private static MarginFigure Figure(RiskModelRequirement rules, double confidence, params (string Name, double Lot)[] lots)
    {
        using var margin = new PortfolioMargin(TestBook.Instruments, TestBook.Scenarios(), rules);
        foreach (var market in TestBook.Markets()) margin.Take(market with { Confidence = confidence });
        return margin.Figure(margin.Compile("portfolio", [new("v", "a", "o", 0, [.. lots.Select(lot => new Position(lot.Name, lot.Lot))])]));
    }
}
