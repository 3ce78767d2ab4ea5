using System.Text.RegularExpressions;
using RiskCluster.Tests;

namespace RiskCluster.Cli.Tests;

/// <summary>The commands that the READMEs name work as they stand there.</summary>
public sealed partial class ReadmeTests
{
    public static TheoryData<string> Commands() =>
        [.. RunLine().Matches(File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "README.md"))).Select(match => match.Groups["args"].Value).Distinct()];

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_command_of_the_readme_ends_well(string line)
    {
        var args = line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(FromRoot).ToArray();
        // The bars are for a quiet machine and are run by CI on their own; here it is enough that the command exists.
        if (args[0] == "bench")
        {
            CommandLine.Root.Parse(args).Errors.ShouldBeEmpty();
            return;
        }

        // As on a fresh machine: without the journal of an earlier run.
        using var folder = new TemporaryFolder();
        if (args[0] == "demo") args = [.. args, "--journal", folder.File("demo.sqlite")];
        var run = CommandRun.Of(args);
        run.ExitCode.ShouldBe(0, run.Error);
        run.Error.ShouldBeEmpty();
        run.Output.Length.ShouldBeGreaterThan(300);
    }

    [Fact]
    public void The_first_command_of_the_readme_is_the_demo_and_the_second_the_tests()
    {
        var lines = File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "README.md")).Split("```sh\n")[1].Split("```")[0].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.ShouldBe(["dotnet run --project src/RiskCluster.Cli -- demo", "dotnet test"]);
    }

    [Fact]
    public void Every_command_stands_in_the_table_of_the_command_line()
    {
        var table = File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "src/RiskCluster.Cli/README.md"));
        foreach (var command in CommandLine.Root.Subcommands)
        {
            if (command.Subcommands.Count == 0) table.ShouldContain($"| `riskcluster {command.Name}");
            foreach (var child in command.Subcommands) table.ShouldContain($"| `riskcluster {command.Name} {child.Name}");
        }
    }

    [GeneratedRegex(@"^dotnet run --project src/RiskCluster\.Cli -- (?<args>.+)$", RegexOptions.Multiline)]
    private static partial Regex RunLine();

    private static string FromRoot(string arg) => arg.StartsWith("deploy/", StringComparison.Ordinal) ? Path.Combine(SharedData.RepositoryRoot, arg) : arg;
}
