using System.Text.RegularExpressions;

namespace RiskCluster.Tidy.Tests;

/// <summary>Every rule of the model reference has a test that carries its code, and no test carries a code that the reference lacks.</summary>
public sealed partial class RuleCodeTests
{
    private const string Reference = "src/RiskCluster.Risk/README.md";

    [Fact]
    public void Rules_and_tests_name_each_other()
    {
        var rules = RuleHeading().Matches(Repository.Read(Reference)).Select(match => match.Groups["code"].Value).Distinct().Order().ToList();
        var tested = Repository.Sources("tests/").SelectMany(file => RuleTrait().Matches(Repository.Read(file))).Select(match => match.Groups["code"].Value).Distinct().Order().ToList();
        rules.Count.ShouldBeGreaterThan(10);
        rules.Except(tested).ShouldBeEmpty("rules of the model reference that no test carries");
        tested.Except(rules).ShouldBeEmpty("codes on tests that the model reference does not have");
    }

    [Fact]
    public void Code_names_only_rules_of_the_reference()
    {
        var rules = RuleHeading().Matches(Repository.Read(Reference)).Select(match => match.Groups["code"].Value).ToHashSet();
        var strangers = Repository.Sources("src/")
            .SelectMany(file => RuleMention().Matches(Repository.Read(file)).Select(match => (file, code: match.Value)))
            .Where(item => !rules.Contains(item.code))
            .Select(item => $"{item.file}: {item.code}");
        strangers.ShouldBeEmpty();
    }

    [GeneratedRegex(@"^\| \*\*(?<code>[A-Z]{3}-\d+)\*\* ", RegexOptions.Multiline)]
    private static partial Regex RuleHeading();

    [GeneratedRegex(@"Trait\(""Rule"", ""(?<code>[^""]+)""\)")]
    private static partial Regex RuleTrait();

    [GeneratedRegex(@"\b(?:MKT|INS|SCN|MRG|COL|CAL|SYS)-\d+\b")]
    private static partial Regex RuleMention();
}
