using System.Text.Json;
using RiskCluster.Contracts.Admin;
using RiskCluster.Host.Answers;
using RiskCluster.Journal.Verification;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Host.Operations;

/// <summary>Walks the journal, every number, epoch and hash, and replays it through the rules.</summary>
internal static class JournalOperation
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>What is to be done.</summary>
    /// <exception cref="RefusedException">The checkpoint is none that this process signed.</exception>
    public static OperationWork Of(VerifyRequest request, IJournal journal, CheckpointKey key)
    {
        var checkpoint = request.Checkpoint is { } given ? Read(given, key) : null;
        return async (_, report, cancellation) =>
        {
            var walk = await new JournalVerifier(journal).Verify(request.Prefix, checkpoint, cancellation);
            report(0.5);
            var replay = await new ReplayVerifier(journal).Verify(request.Prefix, cancellation);
            List<JournalFinding> findings = [.. walk.Findings, .. replay.Findings];
            return JsonSerializer.SerializeToElement(
                new
                {
                    Ok = findings.Count == 0,
                    walk.Streams,
                    walk.Events,
                    ReplayedStreams = replay.Streams,
                    ReplayedSnapshots = replay.Snapshots,
                    ReplayHash = Convert.ToHexStringLower(replay.Hash),
                    UnknownStreams = replay.Unknown,
                    CheckpointAtMs = checkpoint?.AtMs,
                    Findings = findings,
                },
                Options);
        };
    }

    private static JournalCheckpoint Read(JsonElement given, CheckpointKey key)
    {
        try
        {
            return SignedCheckpoint.Read(JsonSerializer.SerializeToUtf8Bytes(given), key.PublicPem);
        }
        catch (FormatException problem)
        {
            throw Refusals.Invalid("checkpoint", "checkpoint", problem.Message);
        }
    }
}
