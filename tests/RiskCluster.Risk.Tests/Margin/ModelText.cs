using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Tests.Margin;

/// <summary>The shipped model document with one value changed.</summary>
internal static class ModelText
{
    /// <summary>The document as it is in the source tree.</summary>
    public static string Shipped { get; } =
        File.ReadAllText(Path.Combine(RiskCluster.Tests.SharedData.RepositoryRoot, "src", "RiskCluster.Risk", "Models", "riskcluster-1.json"));

    /// <summary>Replaces, adds or (with null) removes the value at a path such as <c>grid.price_moves.3</c>.</summary>
    public static string With(string path, string? value)
    {
        var root = JsonNode.Parse(Shipped)!;
        var steps = path.Split('.');
        var parent = steps.SkipLast(1).Aggregate(root, (node, step) => node is JsonArray array ? array[Index(step)]! : node[step]!);
        if (parent is JsonArray items) items[Index(steps[^1])] = JsonNode.Parse(value!);
        else if (value is null) parent.AsObject().Remove(steps[^1]);
        else parent[steps[^1]] = JsonNode.Parse(value);
        return root.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
    }

    public static RiskModel Model(string path, double value) => RiskModel.Parse(With(path, value.ToString("R", CultureInfo.InvariantCulture)));

    private static int Index(string step) => int.Parse(step, CultureInfo.InvariantCulture);
}
