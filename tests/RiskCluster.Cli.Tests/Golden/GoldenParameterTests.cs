using System.Globalization;
using System.Text.Json.Nodes;
using RiskCluster.Risk.Language;
using RiskCluster.Risk.Tests.Language;

namespace RiskCluster.Cli.Tests.Golden;

/// <summary>
/// The book of <c>Golden/book.json</c> with every number of <c>riskcluster-1</c> at its least and at its greatest, in <c>Golden/parameters</c>: which parameters and bounds
/// there are follows from the document and its schema, the figures are committed.
/// </summary>
public sealed class GoldenParameterTests
{
    private const string Model = "riskcluster-1";
    private const string Folder = "parameters";
    private static readonly string[] Lists = ["accounts", "owners"];
    private static readonly string[] Figures = ["equity", "initial_margin", "maintenance_margin", "stress_loss", "worst_scenario", "value_at_risk", "expected_shortfall"];

    public static TheoryData<string> Paths() => [.. Parameters().Keys];

    [Theory]
    [MemberData(nameof(Paths))]
    [Trait("Rule", "MRG-6")]
    public void A_parameter_gives_its_figures_at_both_bounds(string path)
    {
        var schema = Parameters()[path];
        var bounds = SchemaParameters.Values(schema, inside: true).ToList();
        if (GoldenFolder.IsRecording)
        {
            GoldenFolder.Write($"{Folder}/{path}", new() { ["bounds"] = new JsonArray([.. bounds.Select(bound => Recorded(path, bound))]) });
            GoldenFolder.FailAsRecorded(path);
        }

        var golden = GoldenFolder.Read($"{Folder}/{path}")["bounds"]!.AsArray();
        golden.Select(bound => bound!["value"]!.GetValue<double>()).ShouldBe(bounds, "the bounds of the document");
        foreach (var bound in golden) Check(path, bound!.AsObject());
    }

    [Fact]
    public void Every_parameter_has_a_file_and_every_file_a_parameter()
    {
        var strangers = GoldenFolder.Names(Folder).Except(Parameters().Keys).ToList();
        if (GoldenFolder.IsRecording)
            foreach (var stranger in strangers) GoldenFolder.Delete($"{Folder}/{stranger}");
        else
            strangers.ShouldBeEmpty();
        if (!GoldenFolder.IsRecording) Parameters().Keys.Except(GoldenFolder.Names(Folder)).ShouldBeEmpty();
    }

    private static void Check(string path, JsonObject golden)
    {
        using var run = Run(path, golden["value"]!.GetValue<double>());
        var (answer, refusal) = run.Margin();
        if (answer is null)
        {
            refusal.ShouldBe(golden["refused"]?.GetValue<string>());
            return;
        }

        foreach (var naive in run.Naive()) naive.ShouldAgreeWith(answer);
        var expected = golden["expected"].ShouldNotBeNull(path).AsObject();
        expected.Select(member => member.Key).ShouldBe(FigurePaths(answer), ignoreOrder: true);
        foreach (var (place, value) in expected) GoldenPath.ShouldHold(answer, place, value);
    }

    private static JsonObject Recorded(string path, double bound)
    {
        using var run = Run(path, bound);
        var (answer, refusal) = run.Margin();
        if (answer is null) return new JsonObject { ["value"] = bound, ["refused"] = refusal };
        foreach (var naive in run.Naive()) naive.ShouldAgreeWith(answer);
        return new JsonObject { ["value"] = bound, ["expected"] = new JsonObject(FigurePaths(answer).Select(place => KeyValuePair.Create(place, GoldenPath.Find(answer, place)?.DeepClone()))) };
    }

    private static List<string> FigurePaths(JsonNode answer) =>
        [.. Lists.SelectMany(list => answer[list]!.AsArray().SelectMany((_, i) => Figures.Select(figure => $"{list}/{i}/{figure}")))];

    private static GoldenRun Run(string path, double bound) =>
        new(GoldenFolder.Read("book"), string.Create(CultureInfo.InvariantCulture, $"{path}={bound:R}"));

    private static Dictionary<string, JsonObject> Parameters() =>
        JsonNode.Parse(ShippedModels.Read(Model))!.AsObject()
            .SelectMany(section => SchemaParameters.Walk(section.Key, section.Value!, SchemaParameters.Definitions["engine-model"]!["properties"]![section.Key]!.AsObject()))
            .ToDictionary(parameter => parameter.Path, parameter => parameter.Schema);
}
