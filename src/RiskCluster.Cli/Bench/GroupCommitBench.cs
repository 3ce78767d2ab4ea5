using RiskCluster.Journal.Postgres;

namespace RiskCluster.Cli.Bench;

/// <summary>Durable appends: many writers sharing commits against a commit for each row, on the same disk in the same run.</summary>
internal static class GroupCommitBench
{
    private const double Bar = 3;
    private const int MostWriters = 1000;
    private const int SingleConnections = 64;

    public static IEnumerable<BenchRow> Run(BenchOptions options)
    {
        yield return Sqlite(options);
        yield return Postgres(options);
    }

    private static BenchRow Sqlite(BenchOptions options)
    {
        var folder = Directory.CreateTempSubdirectory("riskcluster-bench-").FullName;
        try
        {
            var place = $"sqlite:{Path.Combine(folder, "journal.db")}";
            using var single = new SingleRowSqlite(Path.Combine(folder, "single.db"));
            return Measure("SQLite", "one a transaction", place, single, options);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static BenchRow Postgres(BenchOptions options)
    {
        if (PostgresTrialServer.Find() is null) return BenchRow.NotMeasured(Name("PostgreSQL"), BenchLimit.AtLeast, Bar, "there is no PostgreSQL server on this machine");
        using var server = PostgresTrialServer.Start();
        using var single = new SingleRowPostgres(server.ConnectionString("postgres"), SingleConnections);
        return Measure("PostgreSQL", $"{SingleConnections} single-row connections", server.Address, single, options);
    }

    private static string Name(string database) => $"group commit, {database}: rows/s at 1,000 awaiting writers / single-row commits";

    private static BenchRow Measure(string database, string baseline, string address, ISingleRow single, BenchOptions options)
    {
        var grouped = new[] { 1, SingleConnections, MostWriters }.Select(writers => AppendLoad.Grouped(address, writers, options.CommitSeconds).GetAwaiter().GetResult()).ToArray();
        var alone = AppendLoad.Single(single, SingleConnections, options.CommitSeconds).GetAwaiter().GetResult();
        var detail = string.Join("; ", grouped.Select(load => $"{load.Writers} writers {load}"));
        return new(Name(database), grouped[^1].RowsPerSecond / alone.RowsPerSecond, BenchLimit.AtLeast, Bar, $"{detail}; {baseline}: {SingleConnections} writers {alone}");
    }
}
