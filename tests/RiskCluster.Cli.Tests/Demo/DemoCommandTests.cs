using System.Diagnostics;
using System.Text.RegularExpressions;
using RiskCluster.Journal;

namespace RiskCluster.Cli.Tests.Demo;

/// <summary>The main job on the shipped sample of real data, through actors and journal.</summary>
public sealed partial class DemoCommandTests
{
    [Fact]
    public void The_demo_margins_a_thousand_accounts_through_the_crash_and_says_what_it_did()
    {
        using var folder = new TemporaryFolder();
        var run = Demo(folder, "a.sqlite");
        run.Output.ShouldContain("atlas/polaris");
        run.Output.ShouldContain("cascade/polaris");
        run.Output.ShouldContain("What was done");
        run.Output.ShouldContain("p99");
        Unwrapped(run.Output).ShouldContain("are the board's to the last digit");
        int.Parse(Unwound().Match(Unwrapped(run.Output)).Groups["count"].Value, null).ShouldBeGreaterThan(10);
        Unwrapped(run.Output).ShouldContain("breach confirmed");
        double.Parse(CostOverBest().Match(Unwrapped(run.Output)).Groups["times"].Value, System.Globalization.CultureInfo.InvariantCulture).ShouldBeInRange(1, 2);
        var margined = Margined().Match(Unwrapped(run.Output));
        int.Parse(margined.Groups["accounts"].Value, null).ShouldBeInRange(950, 1050);
        int.Parse(margined.Groups["ticks"].Value, null).ShouldBe(9 * 24);
        double.Parse(Netting().Match(Unwrapped(run.Output)).Groups["percent"].Value, System.Globalization.CultureInfo.InvariantCulture).ShouldBeGreaterThan(80);

        Unwrapped(Demo(folder, "a.sqlite").Output).ShouldContain("The journal holds the whole replay");
        var another = CommandRun.Of("demo", "--journal", folder.File("a.sqlite"), "--seed", "8");
        another.ExitCode.ShouldBe(2);
        another.Error.ShouldContain("another --seed");
        Book(Demo(folder, "b.sqlite", "--workers", "1").Output).ShouldBe(Book(run.Output), "neither chance nor threads change a digit");
    }

    [Fact]
    public async Task Killed_in_the_middle_it_goes_on_and_ends_with_the_same_figures()
    {
        using var folder = new TemporaryFolder();
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "riskcluster.dll"), "demo", "--journal", folder.File("killed.sqlite")])
        {
            RedirectStandardOutput = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        // The opening writes about 6,000 events, the quiet part of the replay 2,500: somewhere in the crash, while owners are being unwound.
        await Until(async () => process.HasExited || await Events(folder.File("killed.sqlite")) > 10_000);
        process.HasExited.ShouldBeFalse("the replay was over before it could be killed");
        process.Kill();
        await process.WaitForExitAsync();
        (await output).ShouldNotContain("after the crash");

        var resumed = Demo(folder, "killed.sqlite").Output;
        var seen = Resumed().Match(Unwrapped(resumed));
        int.Parse(seen.Groups["ticks"].Value, null).ShouldBeInRange(1, 9 * 24 - 1);
        Unwrapped(resumed).ShouldContain("are the board's to the last digit");
        var whole = Demo(folder, "whole.sqlite").Output;
        AfterTheCrash(resumed).ShouldBe(AfterTheCrash(whole));
        Recovering().Match(Unwrapped(resumed)).Value.ShouldBe(Recovering().Match(Unwrapped(whole)).Value);
        Recovering().IsMatch(Unwrapped(resumed)).ShouldBeTrue();
    }

    private static CommandRun Demo(TemporaryFolder folder, string file, params string[] more)
    {
        var run = CommandRun.Of(["demo", "--journal", folder.File(file), .. more]);
        run.ExitCode.ShouldBe(0, run.Error);
        return run;
    }

    private static async Task<long> Events(string file)
    {
        if (!File.Exists(file)) return 0;
        try
        {
            await using var journal = await JournalFactory.Open(new JournalOptions($"sqlite:{file}") { ReadOnly = true }, CancellationToken.None);
            return (await journal.Streams("", CancellationToken.None).ToListAsync()).Sum(head => head.Seq);
        }
        catch (Runtime.Journaling.JournalUnavailableException)
        {
            // Not made yet.
            return 0;
        }
    }

    private static async Task Until(Func<Task<bool>> holds)
    {
        for (var i = 0; i < 1_200; i++)
        {
            if (await holds()) return;
            await Task.Delay(100);
        }

        Assert.Fail("nothing happened for two minutes");
    }

    /// <summary>Long lines break where the console ends.</summary>
    private static string Unwrapped(string output) => Spaces().Replace(output, " ");

    /// <summary>Everything but times.</summary>
    private static string Book(string output) => string.Join('\n', output.Split('\n').Where(line => line.StartsWith('│')));

    private static string AfterTheCrash(string output) => Book(output[output.IndexOf("after the crash", StringComparison.Ordinal)..]);

    [GeneratedRegex(@"│ recovered │ +(?<count>\d+) │")]
    private static partial Regex Unwound();

    [GeneratedRegex(@"Recovering took \d+ steps and cost [\d.]+ x")]
    private static partial Regex Recovering();

    [GeneratedRegex(@"steps and cost (?<times>[\d.]+) x")]
    private static partial Regex CostOverBest();

    [GeneratedRegex(@"Margined: (?<accounts>\d+) accounts .* on (?<ticks>\d+) ticks")]
    private static partial Regex Margined();

    [GeneratedRegex(@"netting frees [\d,]+ \((?<percent>[\d.]+) %\)")]
    private static partial Regex Netting();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"(?<ticks>\d+) of 216 ticks are in it")]
    private static partial Regex Resumed();
}
