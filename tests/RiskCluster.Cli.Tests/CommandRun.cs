namespace RiskCluster.Cli.Tests;

/// <summary>One command line run in this process, and what came out.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Error)
{
    public static CommandRun Of(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = CommandLine.Run(args, output, error);
        return new(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>Bad input: exit code 2, one line, nothing on the output.</summary>
    public void ShouldBeRefusedWith(params string[] parts)
    {
        ExitCode.ShouldBe(CommandLine.BadInput, Error);
        Output.ShouldBeEmpty();
        Error.TrimEnd().Split('\n').Length.ShouldBe(1, Error);
        foreach (var part in parts) Error.ShouldContain(part);
    }
}
