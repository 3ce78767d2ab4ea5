using System.ComponentModel;
using System.Diagnostics;

namespace RiskCluster.Chain.Tests;

/// <summary>Node and the packages of the chain in memory, installed once into the output folder.</summary>
internal static class ChainTools
{
    private static readonly Lazy<string?> Installation = new(Install);

    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "chain");

    public static string Contracts { get; } = Path.Combine(AppContext.BaseDirectory, "contracts");

    /// <summary>Why no chain can be run here; null when one can.</summary>
    public static string? Missing => Installation.Value;

    private static string? Install()
    {
        if (Run("node", "--version") is not { } version) return "needs Node.js 20 or newer";
        if (!int.TryParse(version.TrimStart('v').Split('.')[0], out var major) || major < 20) return $"needs Node.js 20 or newer, not {version.Trim()}";
        // A stamp of what was installed: `npm ci` takes seconds, and tests are run often.
        var (stamp, wanted) = (Path.Combine(Folder, "node_modules", ".installed"), File.ReadAllText(Path.Combine(Folder, "package-lock.json")));
        if (File.Exists(stamp) && File.ReadAllText(stamp) == wanted) return null;
        if (Run("npm", "ci") is null) return "needs npm and a registry that has the packages of chain/package-lock.json";
        File.WriteAllText(stamp, wanted);
        return null;
    }

    private static string? Run(string file, string argument)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(file, [argument]) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
            var problems = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            if (!process.WaitForExit(TimeSpan.FromMinutes(3))) process.Kill(entireProcessTree: true);
            process.WaitForExit();
            problems.Wait();
            return process.ExitCode == 0 ? output : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
