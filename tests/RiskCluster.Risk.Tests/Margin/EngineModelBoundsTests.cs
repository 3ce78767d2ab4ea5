using System.Text.Json.Nodes;
using RiskCluster.Risk.Calibration;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Scenarios;
using RiskCluster.Risk.Tests.Calibration;
using RiskCluster.Risk.Tests.Engine;
using RiskCluster.Risk.Tests.Language;

namespace RiskCluster.Risk.Tests.Margin;

/// <summary>Every number of <c>riskcluster-1</c> at its least and at its greatest, on one book of every kind of instrument.</summary>
public sealed class EngineModelBoundsTests
{
    private static readonly DailyHistory History = SyntheticHistory.Make(400, underlyings: ["BTC", "ETH"]);

    public static TheoryData<string> Paths() => [.. Parameters().Select(parameter => parameter.Path)];

    [Theory]
    [MemberData(nameof(Paths))]
    [Trait("Rule", "MRG-6")]
    public void A_number_may_stand_at_its_bounds_and_not_beyond(string path)
    {
        var schema = Parameters().Single(parameter => parameter.Path == path).Schema;
        foreach (var bound in SchemaParameters.Values(schema, inside: true))
            if (Scenarios(path, bound) is { } made)
                Check(made.Model, made.Scenarios, $"{path} = {bound}");
        foreach (var beyond in SchemaParameters.Values(schema, inside: false))
            Should.Throw<RiskModelException>(() => ModelText.Model(path, beyond)).Path.Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).ShouldBe($"$.{path}");
    }

    /// <summary>Requirements stay finite and in order, and netting never raises scan and contingencies, whatever the parameters are.</summary>
    private static void Check(RiskModel model, ScenarioSet scenarios, string what)
    {
        using var fixture = new CycleFixture(TestBook.Accounts(18, seed: 11), scenarios, rules: model.Requirement);
        for (var portfolio = 0; portfolio < fixture.Book.PortfolioCount; portfolio++)
        {
            var figure = fixture.Cycle.Figure(portfolio);
            double.IsFinite(figure.InitialMarginUsd).ShouldBeTrue(what);
            figure.MaintenanceMarginUsd.ShouldBeInRange(0, figure.InitialMarginUsd, what);
            fixture.Cycle.StateOf(portfolio).ShouldBe(figure.State, what);
            if (portfolio < fixture.Book.AccountCount) continue;
            var sum = Enumerable.Range(0, fixture.Accounts.Count).Where(i => fixture.Accounts[i].Owner == fixture.Book.KeyOf(portfolio)).Sum(i => Subadditive(fixture.Cycle.Figure(i)));
            Subadditive(figure).ShouldBeLessThanOrEqualTo(sum * (1 + 1e-9) + 1e-9, what);
        }
    }

    private static double Subadditive(MarginFigure figure) => figure.ScanUsd + figure.Contingencies.InitialUsd;

    // A bound may break a rule between two values, or ask for more history than there is; being refused is an answer too.
    private static (RiskModel Model, ScenarioSet Scenarios)? Scenarios(string path, double bound)
    {
        try
        {
            var model = ModelText.Model(path, bound);
            return (model, ScenarioSetBuilder.Build(model, Calibrator.Calibrate(model, History, ["BTC", "ETH"], SyntheticHistory.AfterClose(399))));
        }
        catch (RiskModelException problem)
        {
            problem.Rule.ShouldNotContain("within", Case.Sensitive, $"{path} = {bound}");
            return null;
        }
        catch (InsufficientHistoryException)
        {
            return null;
        }
    }

    private static List<(string Path, JsonObject Schema)> Parameters() =>
        [.. JsonNode.Parse(ModelText.Shipped)!.AsObject().SelectMany(section =>
            SchemaParameters.Walk(section.Key, section.Value!, SchemaParameters.Definitions["engine-model"]!["properties"]![section.Key]!.AsObject()))];
}
