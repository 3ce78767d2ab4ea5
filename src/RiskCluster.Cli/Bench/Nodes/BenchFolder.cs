namespace RiskCluster.Cli.Bench.Nodes;

/// <summary>A folder for one measurement, with a journal in it.</summary>
internal static class BenchFolder
{
    /// <summary>Measures in a new folder, and deletes it.</summary>
    public static T With<T>(Func<string, Task<T>> measure)
    {
        var folder = Directory.CreateTempSubdirectory("riskcluster-bench-").FullName;
        try
        {
            return measure(folder).GetAwaiter().GetResult();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The file of its journal.</summary>
    public static string JournalFile(string folder) => Path.Combine(folder, "journal.db");

    /// <summary>The address of its journal.</summary>
    public static string Journal(string folder) => $"sqlite:{JournalFile(folder)}";
}
