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

    /// <summary>The shipped model where every market is as deep as a book can be: getting rid of anything costs next to nothing and takes the base horizon.</summary>
    public static string Boundless()
    {
        var root = JsonNode.Parse(Shipped)!;
        var unwind = root["unwind"]!;
        (unwind["impact_coefficient"], unwind["vol_half_spread"], unwind["concentration"]!["slope"]) = (0, 0, 0);
        unwind["horizon"]!["max_days"] = unwind["horizon"]!["base_days"]!.GetValue<double>();
        unwind["by_underlying"] = new JsonObject();
        unwind["default"] = JsonNode.Parse("""{ "half_spread": 1e-14, "depth": [{ "distance": 2e-14, "usd": 1e13 }], "vol_daily": 0, "volume_usd_per_day": 1e13, "open_interest_usd": 1e13 }""");
        return root.ToJsonString();
    }

    public static RiskModel Model(string path, double value) => RiskModel.Parse(With(path, value.ToString("R", CultureInfo.InvariantCulture)));

    private static int Index(string step) => int.Parse(step, CultureInfo.InvariantCulture);
}
