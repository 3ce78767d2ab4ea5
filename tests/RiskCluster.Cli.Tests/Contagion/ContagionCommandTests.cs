using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using RiskCluster.Tests;

namespace RiskCluster.Cli.Tests.Contagion;

/// <summary>The network file and what comes of it; every example of FORMATS.md, run as it stands there, gives the figures printed below it.</summary>
[Trait("Rule", "SYS-1")]
public sealed partial class ContagionCommandTests : IDisposable
{
    private const string Small = """{ "format": "riskcluster.network/1", "nodes": [ { "name": "a", "kind": "venue", "external_assets_usd": 1 } ], "pools": [ { "name": "p", "depth_usd": 9 } ] }""";
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Titles() => [.. Examples().Select(example => example.Groups["title"].Value)];

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Titles))]
    public void An_example_gives_its_printed_figures(string title)
    {
        var example = Examples().Single(example => example.Groups["title"].Value == title);
        var run = CommandRun.Of("contagion", "--network", folder.Write("n.json", example.Groups["network"].Value), "--json");
        run.ExitCode.ShouldBe(0, run.Error);
        using var answer = JsonDocument.Parse(run.Output);
        var figures = Figure().Matches(example.Groups["figures"].Value);
        figures.Count.ShouldBeGreaterThan(3);
        foreach (Match figure in figures)
            At(answer.RootElement, figure.Groups["path"].Value).GetDouble().ShouldBe(double.Parse(figure.Groups["value"].Value, CultureInfo.InvariantCulture), 1e-9, figure.Value);
        var root = answer.RootElement;
        At(root, "total_loss_usd").GetDouble().ShouldBe(At(root, "direct_loss_usd").GetDouble() + At(root, "fire_sale_loss_usd").GetDouble() + At(root, "default_costs_usd").GetDouble(), 1e-9);
    }

    [Fact]
    public void The_tables_tell_rounds_nodes_pools_and_shares()
    {
        var last = Examples().Last().Groups["network"].Value;
        var text = CommandRun.Of("contagion", "--network", folder.Write("n.json", last)).Output;
        foreach (var part in new[] { "Shock: ether -10 %", "Round by round", "(the shock)", "levered", "trader", "Shared pools", "eth", "Systemic share", "DebtRank" }) text.ShouldContain(part);
    }

    [Fact]
    public void The_picture_has_a_row_for_every_round()
    {
        var picture = folder.File("p.svg");
        CommandRun.Of("contagion", "--network", folder.Write("n.json", Examples().ElementAt(1).Groups["network"].Value), "--plot", picture).ExitCode.ShouldBe(0);
        var texts = XDocument.Load(picture).Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value).ToList();
        texts.ShouldContain("shock");
        for (var round = 1; round <= 4; round++) texts.ShouldContain($"round {round}: 1 default");
    }

    [Theory]
    [InlineData("network/1", "network/2", "format: is 'riskcluster.network/2'")]
    [InlineData("\"venue\"", "\"bank\"", "nodes[0]: kind 'bank'")]
    [InlineData("usd\": 1 ", "usd\": -1 ", "nodes[0].external_assets_usd: -1 is not a finite number of 0 or more")]
    [InlineData("depth_usd\": 9", "depth_usd\": 0", "pools[0].depth_usd: 0 is not")]
    [InlineData("depth_usd\": 9", "depth_usd\": 9, \"impact\": \"square\"", "pools[0]: impact 'square'")]
    [InlineData("\"pools\"", "\"liabilities\": [ { \"debtor\": \"a\", \"creditor\": \"b\", \"amount_usd\": 1 } ], \"pools\"", "liabilities: there is no node 'b'")]
    [InlineData("\"pools\"", "\"holdings\": [ { \"node\": \"a\", \"pool\": \"q\", \"value_usd\": 1 } ], \"pools\"", "holdings: there is no pool 'q'")]
    [InlineData("\"pools\"", "\"shock\": { \"price_falls\": { \"q\": 0.1 } }, \"pools\"", "shock.price_falls.q: there is no such pool")]
    [InlineData("\"pools\"", "\"shock\": { \"price_falls\": { \"p\": 1.1 } }, \"pools\"", "shock.price_falls.p: must be within [0, 1]")]
    [InlineData("\"pools\"", "\"shock\": { \"external_losses_usd\": { \"b\": 1 } }, \"pools\"", "shock.external_losses_usd.b: there is no such node")]
    [InlineData("\"pools\"", "\"default_costs\": { \"alpha\": 2 }, \"pools\"", "default_costs.alpha: 2 is not within [0, 1]")]
    [InlineData("\"pools\"", "\"book\": { \"venues\": [], \"accounts\": [] }, \"pools\"", "either nodes or a book")]
    [InlineData("\"pools\"", "\"ponds\": [], \"pools\"", "ponds")]
    public void A_broken_file_names_place_and_rule(string from, string to, string message) =>
        CommandRun.Of("contagion", "--network", folder.Write("n.json", Small.Replace(from, to, StringComparison.Ordinal))).ShouldBeRefusedWith("n.json", message);

    [Fact]
    public void The_file_that_the_broken_ones_are_made_of_is_whole() => CommandRun.Of("contagion", "--network", folder.Write("n.json", Small)).ExitCode.ShouldBe(0);

    private static JsonElement At(JsonElement root, string path)
    {
        foreach (Match step in Step().Matches(path))
            root = step.Groups["index"].Success ? root[int.Parse(step.Groups["index"].Value, CultureInfo.InvariantCulture)] : root.GetProperty(step.Groups["name"].Value);
        return root;
    }

    private static MatchCollection Examples() => Example().Matches(File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "src/RiskCluster.Cli/Contagion/FORMATS.md")));

    [GeneratedRegex(@"^### (?<title>.+)\n```json\n(?<network>[\s\S]+?)```\n(?<figures>.+)$", RegexOptions.Multiline)]
    private static partial Regex Example();

    [GeneratedRegex(@"`(?<path>[\w\[\].]+)` (?<value>-?[\d.]+)")]
    private static partial Regex Figure();

    [GeneratedRegex(@"\[(?<index>\d+)\]|(?<name>\w+)")]
    private static partial Regex Step();
}
