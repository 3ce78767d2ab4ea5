using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RiskCluster.Tests;

namespace RiskCluster.Cli.Tests.Golden;

/// <summary>One portfolio for every rule of the margin, in <c>Golden/rules</c>, with the figures it must give.</summary>
public sealed partial class GoldenRuleTests
{
    private const string Folder = "rules";
    private static readonly string[] Members = ["rules", "says", "source", "arguments", "portfolio", "market", "decimals", "expected"];

    public static TheoryData<string> Names() => [.. GoldenFolder.Names(Folder)];

    [Theory]
    [MemberData(nameof(Names))]
    [Trait("Rule", "MRG-10")]
    public void A_portfolio_gives_its_figures(string name)
    {
        var golden = GoldenFolder.Read($"{Folder}/{name}");
        golden.Select(member => member.Key).Except(Members).ShouldBeEmpty();
        using var run = new GoldenRun(golden);
        var (answer, refusal) = run.Margin();
        answer.ShouldNotBeNull(refusal);
        foreach (var naive in run.Naive()) naive.ShouldAgreeWith(answer);
        var expected = golden["expected"]!.AsObject();
        expected.Count.ShouldBeGreaterThan(1);
        if (GoldenFolder.IsRecording && IsRecorded(golden)) Record(name, golden, answer);
        var rounding = golden["decimals"] is { } decimals ? Math.Pow(10, -decimals.GetValue<int>()) : 0;
        foreach (var (path, value) in expected) GoldenPath.ShouldHold(answer, path, value, rounding);
    }

    [Fact]
    public void Every_rule_of_the_margin_has_a_portfolio_and_every_portfolio_a_rule()
    {
        var reference = RuleRow().Matches(File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "src/RiskCluster.Risk/README.md")));
        var rules = reference.Select(row => row.Groups["code"].Value).ToList();
        var held = GoldenFolder.Names(Folder).ToDictionary(name => name, name => GoldenFolder.Read($"{Folder}/{name}")["rules"]!.AsArray().Select(rule => rule!.GetValue<string>()).ToList());
        foreach (var (name, codes) in held)
        {
            codes.ShouldNotBeEmpty(name);
            codes.Except(rules).ShouldBeEmpty($"{name} names a rule that the model reference does not have");
        }

        // The market's own rules are about making snapshots, not about margining them.
        var needed = rules.Where(code => MarginRule().IsMatch(code)).ToList();
        needed.Count.ShouldBeGreaterThan(15);
        needed.Except(held.Values.SelectMany(codes => codes)).ShouldBeEmpty("rules without a golden portfolio");
    }

    private static bool IsRecorded(JsonObject golden) => golden["source"]!.GetValue<string>() == "recorded";

    private static void Record(string name, JsonObject golden, JsonNode answer)
    {
        var expected = golden["expected"]!.AsObject();
        foreach (var path in expected.Select(member => member.Key).ToList())
            expected[path] = (GoldenPath.Find(answer, path) ?? throw new ShouldAssertException($"{name}: {path} is not in the answer")).DeepClone();
        GoldenFolder.Write($"{Folder}/{name}", golden);
        GoldenFolder.FailAsRecorded(name);
    }

    [GeneratedRegex(@"^\| \*\*(?<code>[A-Z]{3}-\d+)\*\* .*$", RegexOptions.Multiline)]
    private static partial Regex RuleRow();

    [GeneratedRegex("^(INS|SCN|MRG|COL)-")]
    private static partial Regex MarginRule();
}
