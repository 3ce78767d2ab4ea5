using System.Text.Json.Nodes;
using RiskCluster.Risk.Language;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Tests.Language;

/// <summary>Every number of every shipped model at its least and at its greatest: the margin stays finite, and one step further is refused with the path.</summary>
public sealed class ParameterBoundsTests
{
    private static JsonObject Definitions => SchemaParameters.Definitions;

    public static TheoryData<string> Models() => [.. ShippedModels.Names.Where(name => JsonNode.Parse(ShippedModels.Read(name))!["components"] is not null)];

    [Theory]
    [MemberData(nameof(Models))]
    [Trait("Rule", "MRG-6")]
    public void Every_number_may_stand_at_its_bounds_and_not_beyond(string model)
    {
        var parameters = Parameters(model).ToList();
        parameters.ShouldNotBeEmpty();
        foreach (var (path, schema) in parameters)
        {
            foreach (var bound in SchemaParameters.Values(schema, inside: true))
            {
                var document = AtBound(model, path, bound);
                if (document is null) continue;
                var margin = Book().Margin(document);
                margin.Components.ShouldAllBe(component => double.IsFinite(component.Initial) && double.IsFinite(component.Maintenance), $"{path} = {bound}");
                margin.Components.ShouldAllBe(component => component.Initial >= -1e-9 && component.Maintenance >= -1e-9, $"{path} = {bound}: an add-on is never negative");
            }

            foreach (var beyond in SchemaParameters.Values(schema, inside: false))
                Dotted(Should.Throw<RiskModelException>(() => ModelPatch.Apply(model, (path, beyond)), $"{path} = {beyond}").Path).ShouldBe($"$.{path}");
        }
    }

    private static string Dotted(string path) => path.Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal);

    // A bound may break a rule between two values, such as maintenance <= initial; then the document is refused, which is an answer too.
    private static ModelDocument? AtBound(string model, string path, double bound)
    {
        try
        {
            return ModelPatch.Apply(model, (path, bound));
        }
        catch (RiskModelException problem)
        {
            problem.Rule.ShouldStartWith("must ", Case.Sensitive, $"{path} = {bound}");
            problem.Rule.ShouldNotContain("within", Case.Sensitive, $"{path} = {bound}");
            return null;
        }
    }

    private static TestCase Book() => new TestCase("BTC", 60_000) { Perpetual = new(60_100, 0.9), Spot = new(60_000, 0.3), StablePriceUsd = 0.9, FundingRate8h = 0.0002 }
        .Expiry(new(default, 0, 60_050, RateAnnual: 0.1, Smile: TestCase.Vols((60_000, 0.5), (70_000, 0.6))))
        .Expiry(new(default, 600, 60_060, RateAnnual: 0.1, Smile: TestCase.Vols((60_000, 0.5), (70_000, 0.6))))
        .Expiry(new(default, 5_000_000, 61_000, RateAnnual: 0.1, Smile: TestCase.Vols((60_000, 0.5), (70_000, 0.6)), VolConfidence: 0.2))
        .Option(60_000, 'C', -2)
        .Option(60_000, 'P', -1, expiry: 1)
        .Option(70_000, 'C', 3, expiry: 2)
        .Option(60_000, 'P', -4, expiry: 2)
        .Hold("BTC_USDC-PERPETUAL", 1.5)
        .Hold($"BTC_USDC-{TestCase.Day(2)}", -0.5);

    private static IEnumerable<(string Path, JsonObject Schema)> Parameters(string model) =>
        JsonNode.Parse(ShippedModels.Read(model))!["components"]!.AsObject().SelectMany(component =>
            SchemaParameters.Walk($"components.{component.Key}", component.Value!, Definitions[component.Value!["type"]!.GetValue<string>()]!.AsObject()));
}
