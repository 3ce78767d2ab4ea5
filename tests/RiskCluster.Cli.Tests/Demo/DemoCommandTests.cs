using System.Text.RegularExpressions;

namespace RiskCluster.Cli.Tests.Demo;

/// <summary>The main job on the shipped sample of real data.</summary>
public sealed partial class DemoCommandTests
{
    [Fact]
    public void The_demo_margins_a_thousand_accounts_through_the_crash_and_says_what_it_did()
    {
        var run = CommandRun.Of("demo");
        run.ExitCode.ShouldBe(0, run.Error);
        run.Output.ShouldContain("atlas/polaris");
        run.Output.ShouldContain("cascade/polaris");
        run.Output.ShouldContain("What was done");
        run.Output.ShouldContain("p99");
        var margined = Margined().Match(run.Output);
        int.Parse(margined.Groups["accounts"].Value, null).ShouldBeInRange(950, 1050);
        int.Parse(margined.Groups["ticks"].Value, null).ShouldBe(9 * 24);
        double.Parse(Netting().Match(run.Output).Groups["percent"].Value, System.Globalization.CultureInfo.InvariantCulture).ShouldBeGreaterThan(80);
    }

    [Fact]
    public void The_same_seed_margins_the_same_book_and_another_seed_another()
    {
        var first = Book(CommandRun.Of("demo", "--seed", "7").Output);
        Book(CommandRun.Of("demo", "--seed", "7", "--workers", "1").Output).ShouldBe(first, "neither chance nor threads change a digit");
        Book(CommandRun.Of("demo", "--seed", "8").Output).ShouldNotBe(first);
    }

    /// <summary>Everything but times.</summary>
    private static string Book(string output) => string.Join('\n', output.Split('\n').Where(line => line.StartsWith('│')));

    [GeneratedRegex(@"Margined: (?<accounts>\d+) accounts .* on (?<ticks>\d+) ticks")]
    private static partial Regex Margined();

    [GeneratedRegex(@"netting frees [\d,]+ \((?<percent>[\d.]+) %\)")]
    private static partial Regex Netting();
}
