using System.Diagnostics;
using RiskCluster.Tests;

namespace RiskCluster.Console.Tests;

/// <summary>Node.js with the console's packages, and a browser: what these tests run besides .NET.</summary>
internal static class NodeTools
{
    public static string Folder { get; } = Path.Combine(SharedData.RepositoryRoot, "src", "RiskCluster.Console");

    /// <summary>Why the console's own tests cannot run here; null when they can.</summary>
    public static string? WhyNoNode { get; } =
        Find("node") is null ? "needs Node.js" : !File.Exists(Path.Combine(Folder, "node_modules", ".package-lock.json")) ? "needs the console's packages: npm ci in src/RiskCluster.Console" : null;

    /// <summary>The browser: what CHROMIUM names, else Debian's; null when there is none.</summary>
    public static string? Chromium { get; } = Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } named ? named : Find("chromium") ?? Find("chromium-browser") ?? Find("google-chrome");

    /// <summary>Runs a program of the console's packages, such as vitest, and gives what it said.</summary>
    public static async Task<(int ExitCode, string Output)> Run(string package, string script, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(Find("node")!, [Path.Combine(Folder, "node_modules", package, script), .. arguments]) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        start.Environment["NO_COLOR"] = "1";
        using var process = Process.Start(start) ?? throw new InvalidOperationException("node does not start");
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }

        return (process.HasExited ? process.ExitCode : -1, await output + await errors);
    }

    private static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
