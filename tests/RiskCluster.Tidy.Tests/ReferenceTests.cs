using System.Xml.Linq;

namespace RiskCluster.Tidy.Tests;

/// <summary>Who may reference whom.</summary>
public sealed class ReferenceTests
{
    /// <summary>Project to what it may reference itself; what those reference comes along.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["RiskCluster.Risk"] = ["MathNet.Numerics", "System.Numerics.Tensors", "Microsoft.CodeAnalysis.BannedApiAnalyzers"],
        ["RiskCluster.Core"] = ["RiskCluster.Risk", "Microsoft.CodeAnalysis.BannedApiAnalyzers"],
        ["RiskCluster.Runtime"] = ["RiskCluster.Core"],
        ["RiskCluster.Journal"] = ["RiskCluster.Runtime", "Microsoft.Data.Sqlite", "Npgsql"],
        // With Feed=full; otherwise one assembly of Orleans, to hold the grains against.
        ["RiskCluster.Orleans"] =
        [
            "RiskCluster.Runtime", "Microsoft.Orleans.Server", "Microsoft.Orleans.Client", "Microsoft.Orleans.Clustering.AdoNet", "Microsoft.Orleans.Reminders.AdoNet",
            "Microsoft.Orleans.Persistence.AdoNet", "Microsoft.Orleans.Connections.Security", "Npgsql",
        ],
        ["RiskCluster.Contracts"] = [],
        ["RiskCluster.Host"] =
        [
            "RiskCluster.Contracts", "RiskCluster.Journal", "Microsoft.AspNetCore.OpenApi", "Microsoft.IdentityModel.JsonWebTokens", "System.IO.Hashing", "OpenTelemetry", "OpenTelemetry.Exporter.OpenTelemetryProtocol",
            // With Feed=full.
            "OpenTelemetry.Exporter.Prometheus.AspNetCore",
        ],
        ["RiskCluster.Client"] = ["RiskCluster.Contracts", "Polly.Core"],
        ["RiskCluster.Cli"] = ["RiskCluster.Host", "RiskCluster.Client", "RiskCluster.Orleans", "System.CommandLine", "Spectre.Console"],
    };

    [Fact]
    public void A_project_references_only_what_lies_below_it()
    {
        var projects = Repository.Files.Where(file => file.StartsWith("src/", StringComparison.Ordinal) && file.EndsWith(".csproj", StringComparison.Ordinal)).ToList();
        projects.Select(Path.GetFileNameWithoutExtension).ShouldBe(Allowed.Keys, ignoreOrder: true);
        foreach (var project in projects)
        {
            var name = Path.GetFileNameWithoutExtension(project);
            References(project).Except(Allowed[name]).ShouldBeEmpty($"{name} references more than it may");
        }
    }

    [Fact]
    public void Package_versions_stand_in_one_place() =>
        Repository.Files
            .Where(file => file.EndsWith(".csproj", StringComparison.Ordinal))
            .Where(file => XDocument.Parse(Repository.Read(file)).Descendants("PackageReference").Any(reference => reference.Attribute("Version") is not null))
            .ShouldBeEmpty();

    private static IEnumerable<string> References(string project)
    {
        var document = XDocument.Parse(Repository.Read(project));
        return document.Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')))
            .Concat(document.Descendants("PackageReference").Select(reference => reference.Attribute("Include")!.Value));
    }
}
