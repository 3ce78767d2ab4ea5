using System.Text.Json.Nodes;

namespace RiskCluster.Cli.Tests.Golden;

/// <summary>A portfolio in a market under a model, margined by the command line as a user would.</summary>
internal sealed class GoldenRun : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly string[] settings;

    /// <param name="inputs">Holds the portfolio file, the market file and the arguments of <c>margin</c> beside them.</param>
    /// <param name="settings">Parameters of the model, changed: PATH=VALUE.</param>
    public GoldenRun(JsonObject inputs, params string[] settings)
    {
        this.settings = settings;
        Portfolio = folder.Write("portfolio.json", inputs["portfolio"]!.ToJsonString());
        Market = folder.Write("market.json", inputs["market"]!.ToJsonString());
        Arguments = [.. inputs["arguments"]?.AsArray().Select(argument => argument!.GetValue<string>()) ?? []];
    }

    public string Portfolio { get; }

    public string Market { get; }

    public IReadOnlyList<string> Arguments { get; }

    /// <summary>The answer as JSON; null when the input is refused, and then why.</summary>
    public (JsonNode? Answer, string Refusal) Margin()
    {
        var run = CommandRun.Of(["margin", "--portfolio", Portfolio, "--market", Market, .. Arguments, .. settings.SelectMany(setting => new[] { "--set", setting }), "--json"]);
        if (run.ExitCode == 0) return (JsonNode.Parse(run.Output), "");
        run.ExitCode.ShouldBe(CommandLine.BadInput, run.Error);
        // Without the file: that is where the machine keeps it.
        return (null, run.Error.Trim()[(run.Error.IndexOf(": ", StringComparison.Ordinal) + 2)..]);
    }

    /// <summary>The naive margin of every portfolio of the answer; empty where the model is made of components, which no naive margin covers.</summary>
    public IReadOnlyList<NaiveAnswer> Naive() => NaiveAnswer.Of(Portfolio, Market, Arguments, settings);

    public void Dispose() => folder.Dispose();
}
