using System.CommandLine;
using System.Globalization;
using RiskCluster.Cli.Input;
using RiskCluster.Cli.Output;
using RiskCluster.Journal;
using RiskCluster.Journal.Access;
using RiskCluster.Journal.Backups;
using RiskCluster.Journal.Postgres;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Cli.Journal;

/// <summary><c>riskcluster journal backup</c>, <c>restore</c> and <c>migrate</c>: what operators do with a journal as a whole.</summary>
internal static class JournalBackups
{
    private static readonly Option<string> To = new("--to") { Description = "The file to write; it appears when it is complete, and only its owner may read it.", Required = true, HelpName = "FILE" };
    private static readonly Option<string> From = new("--from") { Description = "A backup.", Required = true, HelpName = "FILE" };
    private static readonly Option<string?> Checkpoint = new("--checkpoint") { Description = "A signed checkpoint that the backup must agree with; needs --key." };
    private static readonly Option<string?> Key = new("--key") { Description = "The signer's public key on P-256 in PEM." };
    private static readonly Option<bool> Cluster = new("--cluster") { Description = "Also the tables by which silos find each other; PostgreSQL only." };

    /// <summary>Writes one.</summary>
    public static Command CreateBackup()
    {
        var command = new Command("backup", "Write all of a journal as it is at one moment, while servers go on writing it.") { JournalAccess.Address, To };
        command.SetAction((parsed, cancellation) => Named("--journal", async () =>
        {
            var path = parsed.GetRequiredValue(To);
            var options = new JournalOptions(JournalAccess.AddressOf(parsed)) { ReadOnly = true };
            var report = await OutputFile.Write(path, stream => JournalBackup.Write(options, stream, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), cancellation), ownerOnly: true);
            parsed.InvocationConfiguration.Output.WriteLine($"{path}: {Told(report)}");
            return 0;
        }));
        return command;
    }

    /// <summary>Fills an empty database with one.</summary>
    public static Command CreateRestore()
    {
        var command = new Command("restore", "Fill an empty database with a backup, whole or not at all; checks the hash chain of every stream, and a checkpoint.") { From, JournalAccess.Address, Checkpoint, Key };
        command.SetAction((parsed, cancellation) =>
        {
            var (file, checkpoint) = (parsed.GetRequiredValue(From), JournalKeys.Checkpoint(parsed.GetValue(Checkpoint), parsed.GetValue(Key)));
            return Named("--journal", () => Named(file, async () =>
            {
                await using var input = Open(file);
                var report = await JournalBackup.Restore(input, new(JournalAccess.AddressOf(parsed)), checkpoint, cancellation);
                var against = checkpoint is null ? "" : ", and agree with the checkpoint";
                parsed.InvocationConfiguration.Output.WriteLine($"{Told(report)}: whole and unchanged{against}");
                return 0;
            }));
        });
        return command;
    }

    /// <summary>Brings a database up to date.</summary>
    public static Command CreateMigrate()
    {
        var command = new Command("migrate", "Make the tables of a journal, or bring those of an older version up to date; does nothing where they are.") { JournalAccess.Address, Cluster };
        command.SetAction((parsed, cancellation) => Named("--journal", async () =>
        {
            var address = JournalAccess.AddressOf(parsed);
            await (await JournalFactory.Open(address, cancellation)).DisposeAsync();
            await (await AccessStores.Open(address, cancellation)).DisposeAsync();
            if (parsed.GetValue(Cluster))
                await ClusterSchema.Migrate(JournalFactory.PostgresConnection(address) ?? throw new InputException("--cluster", "", "needs a journal on PostgreSQL"), cancellation);
            parsed.InvocationConfiguration.Output.WriteLine("the journal's tables are up to date");
            return 0;
        }));
        return command;
    }

    private static string Told(BackupReport report) => string.Create(
        CultureInfo.InvariantCulture,
        $"{report.Streams} streams, {report.Events} events and {report.Keys} keys as of {DateTimeOffset.FromUnixTimeMilliseconds(report.AtMs):yyyy-MM-dd HH:mm:ss} UTC");

    private static FileStream Open(string file)
    {
        try
        {
            return new(file, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new InputException(file, "", "cannot be read");
        }
    }

    private static async Task<int> Named(string place, Func<Task<int>> body)
    {
        try
        {
            return await body();
        }
        catch (Exception problem) when (problem is JournalUnavailableException or ArgumentException && place == "--journal" || problem is FormatException)
        {
            throw new InputException(place, "", problem.Message.ReplaceLineEndings(" "));
        }
    }
}
