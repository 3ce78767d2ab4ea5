using System.Diagnostics;
using RiskCluster.Tests;

namespace RiskCluster.Tidy.Tests;

/// <summary>The tracked files of the repository, as the house rules see them.</summary>
internal static class Repository
{
    public static string Root => SharedData.RepositoryRoot;

    /// <summary>Paths relative to the root, with forward slashes: what git tracks, or would track.</summary>
    public static IReadOnlyList<string> Files { get; } = List();

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    public static IEnumerable<string> Sources(string folder) => Files.Where(file => file.StartsWith(folder, StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal));

    /// <summary>TypeScript and style sheets.</summary>
    public static IEnumerable<string> Scripts => Files.Where(file => Path.GetExtension(file) is ".ts" or ".tsx" or ".css");

    private static List<string> List()
    {
        var start = new ProcessStartInfo("git", ["ls-files", "--cached", "--others", "--exclude-standard"]) { WorkingDirectory = Root, RedirectStandardOutput = true };
        using var git = Process.Start(start) ?? throw new InvalidOperationException("git does not start");
        var files = git.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();
        if (git.ExitCode != 0 || files.Length == 0) throw new InvalidOperationException("git lists no files");
        return [.. files.Where(file => File.Exists(Path.Combine(Root, file)))];
    }
}
