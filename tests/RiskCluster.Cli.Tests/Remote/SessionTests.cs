using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using RiskCluster.Tests;
using Xunit.Abstractions;

namespace RiskCluster.Cli.Tests.Remote;

/// <summary>The sessions of the README, line by line in a shell, against servers that they start.</summary>
public sealed partial class SessionTests(ITestOutputHelper log) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_session_of_the_readme_runs_as_it_stands_there()
    {
        var (code, output) = await Run(Session("## A session", 2));
        log.WriteLine(output);
        code.ShouldBe(0);
        // What the README promises a reader to see.
        var margins = Benefit().Matches(output).Select(match => decimal.Parse(match.Groups["usd"].Value, System.Globalization.NumberStyles.Number, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        margins[^1].ShouldBeGreaterThan(0, "the owner's two venues net");
        Regex.Count(output, @"│ is_valid_trade +│ +yes │").ShouldBe(2, "the simulated and the checked order");
        output.ShouldMatch(@"│ status +│ +active │");
        output.ShouldMatch(@"portfolio\.polaris  snapshot");
        Secret().Matches(output).ShouldBeEmpty("keys are kept, not shown");
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(folder.File(".config/riskcluster/profile.json")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task The_first_day_of_an_operator_runs_as_it_stands_there()
    {
        var (code, output) = await Run(Session("### A first day", 1));
        log.WriteLine(output);
        code.ShouldBe(0);
        Regex.Count(output, " 0 failures").ShouldBe(2, "the doctor, before and beside a server");
        output.ShouldContain("answers there");
        output.ShouldMatch(@"│ decisions_paused +│ +yes │");
        output.ShouldMatch(@"│ draining +│ +yes │");
        output.ShouldContain("whole and unchanged");
        Secret().Matches(output).ShouldBeEmpty("keys are kept, not shown");
    }

    // The first block of the first session builds the program and puts it on the path; here it is built.
    private static string Session(string heading, int block)
    {
        var readme = File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "README.md"));
        var section = readme.IndexOf($"{heading}\n", StringComparison.Ordinal);
        section.ShouldBeGreaterThan(0);
        return readme[section..].Split("```sh\n")[block].Split("```")[0];
    }

    private async Task<(int ExitCode, string Output)> Run(string session)
    {
        var bin = Directory.CreateDirectory(folder.File("bin")).FullName;
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var shim = Path.Combine(bin, "riskcluster");
        await File.WriteAllTextAsync(shim, $"#!/bin/sh\nexec '{dotnet}' '{typeof(CommandLine).Assembly.Location}' \"$@\"\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(shim, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var script = folder.File("session.sh");
        await File.WriteAllTextAsync(script, $"set -euo pipefail\ntrap 'jobs -p | xargs -r kill 2>/dev/null; wait' EXIT\n{session.Replace("127.0.0.1:8080", $"127.0.0.1:{FreePort()}", StringComparison.Ordinal)}");
        var start = new ProcessStartInfo("bash", [script]) { WorkingDirectory = folder.File("."), RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["HOME"] = folder.File(".");
        start.Environment["PATH"] = $"{bin}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["XDG_CONFIG_HOME"] = "";
        start.Environment["DOTNET_TieredPGO"] = "0";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync(new CancellationTokenSource(Patience).Token);
            return (process.ExitCode, await output + await error);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex(@"│ netting_benefit +│ +(?<usd>[-0-9.,]+) │")]
    private static partial Regex Benefit();

    [GeneratedRegex(@"│ secret ")]
    private static partial Regex Secret();
}
