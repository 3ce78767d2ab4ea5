using System.CommandLine;
using System.Globalization;
using RiskCluster.Cli.Cluster;
using RiskCluster.Cli.Input;
using RiskCluster.Cli.Output;
using RiskCluster.Journal.Postgres;
using RiskCluster.Runtime.Histories;

namespace RiskCluster.Cli.Chaos;

/// <summary><c>riskcluster chaos</c>: kills real processes under load and checks that nothing acknowledged is lost. Exit code 1 when something is.</summary>
internal static class ChaosCommand
{
    private static readonly Option<string> Journal = new("--journal") { Description = "sqlite, or postgres: a server of its own that is killed too.", DefaultValueFactory = _ => "sqlite" };
    private const int UsualKills = 100;
    private static readonly Option<int?> Kills = new("--kills") { Description = "How many kills (default 100); with --minutes at least so many, however long it takes." };
    private static readonly Option<double?> Minutes = new("--minutes") { Description = "Faults in a cluster of silos for so long, instead: kill, freeze, database, all at once, rolling restart, flood, upgrade." };
    private static readonly Option<int> Silos = new("--silos") { Description = "Of the cluster.", DefaultValueFactory = _ => 3 };
    private static readonly Option<ClusterFault[]> Faults = new("--faults")
    {
        Description = "With --minutes: which faults, one after the other; all of them if none is named.",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => Enum.GetValues<ClusterFault>(),
    };

    private static readonly Option<int> Seed = new("--seed") { Description = "Of who is killed when.", DefaultValueFactory = _ => 1 };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("chaos", "Kill the writing process, and the database, at random under load; then check the whole history.") { Journal, Kills, Minutes, Silos, Faults, Seed };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(Minutes) is { } minutes)
            {
                if (minutes is not (> 0 and <= 10_000)) throw new InputException("--minutes", "", "is above 0 and at most 10,000");
                var trial = new ClusterTrialOptions(ClusterCommand.Checked(parsed.GetValue(Silos)), parsed.GetRequiredValue(Faults), TimeSpan.FromMinutes(minutes), Checked(parsed.GetValue(Kills) ?? 1), parsed.GetValue(Seed));
                return ClusterRuns.Chaos(trial, parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            }

            var options = new KillTrialOptions(Checked(parsed.GetValue(Kills) ?? UsualKills), parsed.GetValue(Seed));
            try
            {
                var report = Run(parsed.GetValue(Journal)!, options).GetAwaiter().GetResult();
                Write(parsed.InvocationConfiguration.Output, report);
                return report.IsGood ? 0 : CommandLine.Missed;
            }
            catch (TrialFailedException problem)
            {
                parsed.InvocationConfiguration.Error.WriteLine(problem.Message);
                return CommandLine.Missed;
            }
        });
        return command;
    }

    private static int Checked(int kills) => kills >= 1 ? kills : throw new InputException("--kills", "", "is at least 1");

    /// <summary>Runs a trial on a journal of its own, which is deleted afterwards.</summary>
    public static async Task<KillReport> Run(string journal, KillTrialOptions options)
    {
        if (journal == "sqlite")
        {
            var folder = Directory.CreateTempSubdirectory("riskcluster-chaos-").FullName;
            try
            {
                return await new KillTrial($"sqlite:{Path.Combine(folder, "journal.db")}", null, options).Run();
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        if (journal != "postgres") throw new InputException("--journal", "", $"'{journal}' is neither sqlite nor postgres");
        if (PostgresTrialServer.Find() is null) throw new InputException("--journal", "", "there is no PostgreSQL server on this machine (Debian: postgresql)");
        using var server = PostgresTrialServer.Start();
        return await new KillTrial(server.Address, server, options).Run();
    }

    private static void Write(TextWriter output, KillReport report)
    {
        var table = Terminal.Table("Kill trial", "what", "#count");
        void Row(string what, double count) => Terminal.Row(table, what, count.ToString("#,##0", CultureInfo.InvariantCulture));
        Row("kills of the writer", report.WriterKills);
        Row("kills of the database server", report.ServerKills);
        Row("kills that did not take effect", report.Unproven);
        Row("updates sent", report.Updates);
        Row("acknowledgements", report.Acknowledgements);
        Row("updates never acknowledged", report.Unacknowledged);
        Row("fenced reads", report.Reads);
        Row("updates in the journal", report.Events);
        foreach (var fault in Enum.GetValues<HistoryFault>()) Row($"fault: {fault}", report.Count(fault));
        Row("fault: journal not whole", report.Journal.Findings.Count);
        Terminal.On(output).Write(table);
        output.WriteLine(FormattableString.Invariant(
            $"kill to next acknowledgement: p50 {report.RecoveryPercentileMs(50):0} ms, p99 {report.RecoveryPercentileMs(99):0} ms, longest {report.RecoveryPercentileMs(100):0} ms"));
        foreach (var finding in report.Findings.Take(20)) output.WriteLine($"{finding.Fault} {finding.Stream}: {finding.Detail}");
        foreach (var finding in report.Journal.Findings.Take(20)) output.WriteLine($"{finding.Stream} event {finding.Seq}: {finding.Problem}");
    }
}
