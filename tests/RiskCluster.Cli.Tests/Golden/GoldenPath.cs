using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RiskCluster.Cli.Tests.Golden;

/// <summary>Values of an answer by path: members, indices and names joined by '/', such as <c>accounts/0/waterfall/scan/usd</c>.</summary>
internal static class GoldenPath
{
    /// <summary>What sums of cents leave where nothing is.</summary>
    private const double RoundedAway = 1e-12;

    private static readonly string[] Names = ["name", "venue", "instrument", "underlying", "owner", "account"];

    public static JsonNode? Find(JsonNode answer, string path) => path.Split('/').Aggregate((JsonNode?)answer, (node, step) => node switch
    {
        JsonObject parent => parent[step],
        JsonArray items when int.TryParse(step, NumberStyles.None, null, out var index) => index < items.Count ? items[index] : null,
        JsonArray items => items.FirstOrDefault(item => Names.Any(name => item is JsonObject entry && entry[name] is JsonValue value && value.ToString() == step)),
        _ => null,
    });

    public static double Number(JsonNode answer, string path) =>
        AsNumber(Find(answer, path)) ?? throw new ShouldAssertException($"the answer has no number at {path}");

    /// <summary>Equal texts, or numbers equal to 1e-9 relatively; amounts that stand as text are rounded to 1e-6.</summary>
    /// <param name="answer">What the command line says.</param>
    /// <param name="path">Where in it.</param>
    /// <param name="expected">The figure.</param>
    /// <param name="rounding">How exactly a publication prints the figure.</param>
    public static void ShouldHold(JsonNode answer, string path, JsonNode? expected, double rounding = 0)
    {
        var actual = Find(answer, path);
        actual.ShouldNotBeNull($"{path} is not in the answer");
        if (AsNumber(expected) is not { } number)
        {
            actual.ToString().ShouldBe(expected!.ToString(), path);
            return;
        }

        if (actual.GetValueKind() == JsonValueKind.String) rounding = 1.5e-6;
        (AsNumber(actual) ?? double.NaN).ShouldBe(number, 1e-9 * Math.Abs(number) + rounding + RoundedAway, path);
    }

    private static double? AsNumber(JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.Number => JsonSerializer.Deserialize<double>(node),
        JsonValueKind.String => double.TryParse(node.GetValue<string>(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null,
        _ => null,
    };
}
