using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using RiskCluster.Tests;

namespace RiskCluster.Cli.Tests.Language;

/// <summary>Every example of FORMATS.md, run as it stands there, gives the figures printed below it: published cases of Derive, Deribit, SPAN and Paradex.</summary>
public sealed partial class FormatExamplesTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("riskcluster-formats").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    public static TheoryData<string> Titles() => [.. Examples().Select(example => example.Groups["title"].Value)];

    [Theory]
    [MemberData(nameof(Titles))]
    [Trait("Rule", "MRG-10")]
    public void An_example_gives_its_printed_figures(string title)
    {
        var example = Examples().Single(example => example.Groups["title"].Value == title);
        var portfolio = Write("portfolio.json", example.Groups["portfolio"].Value);
        var market = Write("market.json", example.Groups["market"].Value);
        var run = CommandRun.Of("margin", "--model", title.Split(':')[0], "--portfolio", portfolio, "--market", market, "--json");
        run.ExitCode.ShouldBe(0, run.Error);
        using var answer = JsonDocument.Parse(run.Output);
        var account = answer.RootElement.GetProperty("accounts")[0];
        var figures = Figure().Matches(example.Groups["figures"].Value);
        figures.Count.ShouldBeGreaterThan(1);
        foreach (Match figure in figures)
        {
            var expected = double.Parse(figure.Groups["value"].Value, CultureInfo.InvariantCulture);
            // Relative 1e-9; Deribit prints nine decimals.
            account.GetProperty(figure.Groups["name"].Value).GetDouble().ShouldBe(expected, Math.Max(1e-9, Math.Abs(expected) * 1e-9), figure.Value);
        }

        account.GetProperty("components").EnumerateArray().Sum(component => component.GetProperty("initial").GetDouble())
            .ShouldBe(account.GetProperty("initial_margin").GetDouble(), 1e-9 * (1 + Math.Abs(account.GetProperty("initial_margin").GetDouble())));
    }

    [Fact]
    public void There_are_examples_of_all_families() =>
        Examples().Select(example => example.Groups["title"].Value.Split(':')[0]).Distinct().ShouldBe(["derive-pm2", "derive-standard", "deribit-pm", "span", "paradex-pm"], ignoreOrder: true);

    private static MatchCollection Examples() =>
        Example().Matches(File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "src/RiskCluster.Cli/Margining/FORMATS.md")));

    private string Write(string name, string text)
    {
        var file = Path.Combine(folder, name);
        File.WriteAllText(file, text);
        return file;
    }

    [GeneratedRegex(@"^### (?<title>.+)\n```json\n(?<portfolio>[\s\S]+?)```\n```json\n(?<market>[\s\S]+?)```\n(?<figures>.+)$", RegexOptions.Multiline)]
    private static partial Regex Example();

    [GeneratedRegex(@"`(?<name>\w+)` (?<value>-?[\d.]+)")]
    private static partial Regex Figure();
}
