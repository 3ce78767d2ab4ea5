namespace RiskCluster.Tests;

/// <summary>Where the repository and the real market data beside it are.</summary>
internal static class SharedData
{
    public static string RepositoryRoot { get; } = FindRoot();

    public static string Folder { get; } = Path.GetFullPath(Path.Combine(RepositoryRoot, "..", "shared", "data"));

    public static bool Exists => Directory.Exists(Folder);

    /// <summary>Every option chain, the daily ones and the stress windows, in order of time.</summary>
    public static IReadOnlyList<string> Chains() =>
        [.. Directory.EnumerateFiles(Path.Combine(Folder, "chains"), "deribit_*.csv.gz", SearchOption.AllDirectories)
            .DistinctBy(Path.GetFileName)
            .OrderBy(Path.GetFileName, StringComparer.Ordinal)];

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "RiskCluster.sln")))
                return folder.FullName;
        throw new InvalidOperationException($"no RiskCluster.sln above {AppContext.BaseDirectory}");
    }
}
