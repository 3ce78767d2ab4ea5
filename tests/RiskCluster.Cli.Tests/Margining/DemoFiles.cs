using System.Globalization;
using System.Text.Json;
using RiskCluster.Tests;

namespace RiskCluster.Cli.Tests.Margining;

/// <summary>Commands on the portfolio and market that come with the product.</summary>
internal static class DemoFiles
{
    public static readonly string Portfolio = Path.Combine(SharedData.RepositoryRoot, "deploy", "demo", "portfolio.json");
    public static readonly string Market = Path.Combine(SharedData.RepositoryRoot, "deploy", "demo", "market.json");

    public static CommandRun Run(string command, params string[] more) => CommandRun.Of([command, .. more, "--portfolio", Portfolio, "--market", Market]);

    public static JsonElement Json(string command, params string[] more)
    {
        var run = Run(command, [.. more, "--json"]);
        run.ExitCode.ShouldBe(0, run.Error);
        return JsonDocument.Parse(run.Output).RootElement;
    }

    /// <summary>An amount that stands as a decimal string.</summary>
    public static double Usd(this JsonElement element, string name) => double.Parse(element.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);

    public static double Number(this JsonElement element, string name) => element.GetProperty(name).GetDouble();

    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) => element.GetProperty(name).EnumerateArray();

    public static double[] Numbers(this JsonElement element, string name) => [.. element.Items(name).Select(item => item.GetDouble())];
}
