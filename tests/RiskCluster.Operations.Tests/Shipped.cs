using System.Text.Json;
using System.Text.RegularExpressions;
using RiskCluster.Tests;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace RiskCluster.Operations.Tests;

/// <summary>Rules, runbooks and dashboards as they are shipped.</summary>
internal static partial class Shipped
{
    public static string Prometheus { get; } = Path.Combine(SharedData.RepositoryRoot, "deploy", "prometheus");

    public static string Runbooks { get; } = Path.Combine(SharedData.RepositoryRoot, "deploy", "runbooks");

    public static string Grafana { get; } = Path.Combine(SharedData.RepositoryRoot, "grafana");

    /// <summary>All rules, recording and alerting ones.</summary>
    public static IReadOnlyList<Rule> Rules { get; } = [.. Directory.EnumerateFiles(Path.Combine(Prometheus, "rules"), "*.yaml").Order(StringComparer.Ordinal)
        .SelectMany(file => new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).IgnoreUnmatchedProperties().Build().Deserialize<RuleFile>(File.ReadAllText(file)).Groups).SelectMany(group => group.Rules)];

    /// <summary>Names of all alerts.</summary>
    public static IReadOnlyList<string> Alerts { get; } = [.. Rules.Select(rule => rule.Alert).OfType<string>().Distinct().Order(StringComparer.Ordinal)];

    /// <summary>All dashboards.</summary>
    public static IReadOnlyList<JsonElement> Dashboards() => [.. Directory.EnumerateFiles(Path.Combine(Grafana, "dashboards"), "*.json").Order(StringComparer.Ordinal)
        .Select(file => JsonDocument.Parse(File.ReadAllText(file)).RootElement)];

    /// <summary>The panels of a dashboard that show something.</summary>
    public static IEnumerable<JsonElement> Panels(JsonElement dashboard) => dashboard.GetProperty("panels").EnumerateArray().Where(panel => panel.GetProperty("type").GetString() != "row");

    /// <summary>The expressions of a panel.</summary>
    public static IEnumerable<string> Queries(JsonElement panel) => panel.GetProperty("targets").EnumerateArray().Select(target => target.GetProperty("expr").GetString()!);

    /// <summary>Names of series that an expression speaks of, without those that rules record.</summary>
    public static IEnumerable<string> Series(string expression) => SeriesName().Matches(expression).Select(match => match.Value);

    [GeneratedRegex(@"\b(riskcluster|dotnet|http_server|kestrel|orleans)_[a-z0-9_]+\b(?!:)")]
    private static partial Regex SeriesName();

    internal sealed class RuleFile
    {
        public List<RuleGroup> Groups { get; set; } = [];
    }

    internal sealed class RuleGroup
    {
        public List<Rule> Rules { get; set; } = [];
    }

    internal sealed class Rule
    {
        public string? Alert { get; set; }

        public string? Record { get; set; }

        public string Expr { get; set; } = "";

        public Dictionary<string, string> Labels { get; set; } = [];

        public Dictionary<string, string> Annotations { get; set; } = [];
    }
}
