using System.CommandLine;
using RiskCluster.Cli.Output;
using RiskCluster.Host.Figures;
using RiskCluster.Journal.Verification;

namespace RiskCluster.Cli.Journal;

/// <summary><c>riskcluster journal verify</c>: exit code 1 when something is wrong.</summary>
internal static class JournalVerify
{
    private const int MostShown = 10;
    private static readonly Option<string?> Checkpoint = new("--checkpoint") { Description = "A signed checkpoint that the journal must still agree with; needs --key." };
    private static readonly Option<string?> Key = new("--key") { Description = "The signer's public key on P-256 in PEM." };
    private static readonly Option<bool> Json = new("--json") { Description = "For machines." };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("verify", "Walk every stream: numbers without a gap, epochs that never fall, every hash computed anew; and replay it from its first event and from its snapshot.") { JournalAccess.Address, JournalAccess.Prefix, Checkpoint, Key, Json };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var checkpoint = JournalKeys.Checkpoint(parsed.GetValue(Checkpoint), parsed.GetValue(Key));
        return JournalAccess.With(parsed, async (journal, cancellation) =>
        {
            var report = await new JournalVerifier(journal).Verify(parsed.GetValue(JournalAccess.Prefix)!, checkpoint, cancellation);
            var replay = await new ReplayVerifier(journal).Verify(parsed.GetValue(JournalAccess.Prefix)!, cancellation);
            report = report with { Findings = [.. report.Findings, .. replay.Findings] };
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(Json)) WriteJson(output, report, replay, checkpoint);
            else WriteText(output, report, replay, checkpoint);
            return report.Findings.Count == 0 ? 0 : CommandLine.Missed;
        });
    }

    private static void WriteText(TextWriter output, VerificationReport report, ReplayReport replay, JournalCheckpoint? checkpoint)
    {
        if (report.Findings.Count > 0)
        {
            var table = Terminal.Table("Findings", "stream", "#event", "problem");
            foreach (var finding in report.Findings) Terminal.Row(table, finding.Stream, finding.Seq == 0 ? "" : Format.Amount(finding.Seq), finding.Problem);
            Terminal.On(output).Write(table);
        }

        var against = checkpoint is null ? "" : FormattableString.Invariant($", held against a checkpoint of {DateTimeOffset.FromUnixTimeMilliseconds(checkpoint.AtMs):yyyy-MM-dd HH:mm:ss} UTC");
        output.WriteLine($"{report.Streams} streams, {report.Events} events{against}: {(report.Findings.Count == 0 ? "whole and unchanged" : $"{report.Findings.Count} findings")}");
        if (replay.Streams > 0) output.WriteLine($"{replay.Streams} streams replayed, {replay.Snapshots} of them from their snapshot too, replay hash {Convert.ToHexStringLower(replay.Hash)}");
        if (replay.Unknown.Count == 0) return;
        var more = replay.Unknown.Count > MostShown ? ", ..." : "";
        output.WriteLine($"{replay.Unknown.Count} streams of unknown kinds, not replayed: {string.Join(", ", replay.Unknown.Take(MostShown))}{more}");
    }

    private static void WriteJson(TextWriter output, VerificationReport report, ReplayReport replay, JournalCheckpoint? checkpoint) => JsonAnswer.WriteDocument(output, json =>
    {
        json.WriteBoolean("ok", report.Findings.Count == 0);
        json.WriteNumber("streams", report.Streams);
        json.WriteNumber("events", report.Events);
        json.WriteNumber("replayed_streams", replay.Streams);
        json.WriteNumber("replayed_snapshots", replay.Snapshots);
        json.WriteString("replay_hash", Convert.ToHexStringLower(replay.Hash));
        json.WriteStartArray("unknown_streams");
        foreach (var stream in replay.Unknown) json.WriteStringValue(stream);
        json.WriteEndArray();
        if (checkpoint is not null) json.WriteNumber("checkpoint_at_ms", checkpoint.AtMs);
        json.WriteObjects("findings", report.Findings, finding =>
        {
            json.WriteString("stream", finding.Stream);
            json.WriteNumber("seq", finding.Seq);
            json.WriteString("problem", finding.Problem);
        });
    });
}
