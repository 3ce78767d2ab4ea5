using System.Diagnostics;

namespace RiskCluster.Operations.Tests;

/// <summary>Programs that other people make, by the names they have on this machine.</summary>
internal static class Tools
{
    public static string? Promtool { get; } = Find("promtool");

    public static string? Prometheus { get; } = Find("prometheus");

    public static string? Alertmanager { get; } = Find("prometheus-alertmanager") ?? Find("alertmanager");

    public static string? Npm { get; } = Find("npm");

    /// <summary>Runs a program to its end and returns what it said.</summary>
    public static async Task<(int ExitCode, string Output)> Run(string program, string folder, string input, params string[] args)
    {
        var start = new ProcessStartInfo(program, args) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }

    private static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
