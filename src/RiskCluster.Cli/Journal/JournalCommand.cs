using System.CommandLine;
using RiskCluster.Cli.Output;
using RiskCluster.Journal.Verification;

namespace RiskCluster.Cli.Journal;

/// <summary><c>riskcluster journal</c>: shows, proves, exports and keeps what was recorded.</summary>
internal static class JournalCommand
{
    /// <summary>The command with its subcommands.</summary>
    public static Command Create() => new("journal", "Show, verify and export the events of a journal; sign checkpoints of it; back it up, restore and migrate it.")
    {
        JournalShow.Create(),
        JournalVerify.Create(),
        CreateExport(),
        CreateCheckpoint(),
        JournalBackups.CreateBackup(),
        JournalBackups.CreateRestore(),
        JournalBackups.CreateMigrate(),
    };

    private static Command CreateExport()
    {
        var file = new Option<string>("--out") { Description = "The file to write.", Required = true };
        var command = new Command("export", "Write the events as JSON lines, stream by stream; the file appears when it is complete.") { JournalAccess.Address, JournalAccess.Prefix, file };
        command.SetAction(parsed => JournalAccess.With(parsed, async (journal, cancellation) =>
        {
            var path = parsed.GetRequiredValue(file);
            var events = await OutputFile.Write(path, stream => JournalExport.Write(journal, parsed.GetValue(JournalAccess.Prefix)!, stream, cancellation));
            parsed.InvocationConfiguration.Output.WriteLine($"{path}: {events} events");
            return 0;
        }));
        return command;
    }

    private static Command CreateCheckpoint()
    {
        var key = new Option<string>("--key") { Description = "Private key on P-256 in PEM.", Required = true };
        var file = new Option<string>("--out") { Description = "The file to write; keep it where the journal's writer cannot reach it.", Required = true };
        var command = new Command("checkpoint", "Sign where every stream stands, so that a later verify can prove that nothing before was changed or cut off.") { JournalAccess.Address, key, file };
        command.SetAction(parsed => JournalAccess.With(parsed, async (journal, cancellation) =>
        {
            var checkpoint = await JournalCheckpoint.Of(journal, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), cancellation);
            var path = parsed.GetRequiredValue(file);
            OutputFile.Write((path, JournalKeys.Sign(checkpoint, parsed.GetRequiredValue(key))));
            parsed.InvocationConfiguration.Output.WriteLine($"{path}: {checkpoint.Heads.Length} streams, {checkpoint.Heads.Sum(head => head.Seq)} events");
            return 0;
        }));
        return command;
    }
}
