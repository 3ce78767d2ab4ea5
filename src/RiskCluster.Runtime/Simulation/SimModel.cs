using System.Text.Json;
using System.Text.Json.Nodes;
using RiskCluster.Core.Parameters;
using RiskCluster.Core.Turns;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Runtime.Simulation;

/// <summary>The model that is governed in the simulation: the shipped one, in which proposals move the vol shock. More of it is tighter.</summary>
internal static class SimModel
{
    public const string Name = "riskcluster-1";
    private static readonly string Shipped = Short();

    public static string Stream { get; } = new ActorAddress(ActorKind.RiskParameters, Name).ToString();

    /// <summary>A complete document.</summary>
    public static string Document(int version, decimal volUp)
    {
        var document = JsonNode.Parse(Shipped)!;
        document["version"] = $"2.{version}.0";
        document["grid"]!["vol_up"] = volUp;
        return document.ToJsonString();
    }

    /// <summary>The vol shock of a document.</summary>
    public static decimal VolUp(string document)
    {
        using var json = JsonDocument.Parse(document);
        return json.RootElement.GetProperty("grid").GetProperty("vol_up").GetDecimal();
    }

    // Governance moves whole documents, and lists that may be empty would only take time.
    private static string Short()
    {
        var document = JsonNode.Parse(RiskModel.Load(Name).CanonicalText)!;
        foreach (var (section, list) in new[] { ("historical", "stressed_windows"), ("collateral", "bridges") }) document[section]![list] = new JsonArray();
        document["tails"] = new JsonArray();
        document["unwind"]!["by_underlying"] = new JsonObject();
        document["calibration"]!["price_ranges"]!["by_underlying"] = new JsonObject();
        var assets = document["collateral"]!["assets"]!.AsObject();
        foreach (var asset in assets.Select(item => item.Key).Where(asset => asset != "USD").ToList()) assets.Remove(asset);
        return document.ToJsonString();
    }

    /// <summary>The charter, or one in which a guard is off.</summary>
    public static Charter Charter(Guard off)
    {
        const long Long = 86_400_000;
        var charter = new Charter(
            GovernanceTruth.Governors, GovernanceTruth.Threshold, OverrideThreshold: 3, GovernanceTruth.TimelockMs, GovernanceTruth.ApprovalTtlMs, ProposalTtlMs: Long, ImpactMaxAgeMs: Long,
            MaxBreachShare: 1, MaxChange: 1_000_000, EpochMs: Long, GovernanceTruth.RollbackWindowMs);
        return off switch
        {
            Guard.ApprovalQuorum => charter with { Threshold = 1 },
            Guard.ApprovalAge => charter with { ApprovalTtlMs = Long },
            Guard.Timelock => charter with { TimelockMs = 0 },
            Guard.RollbackWindow => charter with { RollbackWindowMs = Long },
            _ => charter,
        };
    }
}
