using System.Security.Cryptography;
using System.Text;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Journal.Verification;

/// <summary>Replays every stream through the rules of its actor, from its first event and from its snapshot, and compares the states.</summary>
/// <remarks>A journal in use can be replayed: each stream up to the head that it had when its turn came.</remarks>
public sealed class ReplayVerifier(IJournal journal)
{
    /// <summary>Replays the streams whose name begins with a prefix.</summary>
    /// <param name="prefix">Empty for all.</param>
    /// <param name="cancellation">Ends the walk.</param>
    public async Task<ReplayReport> Verify(string prefix, CancellationToken cancellation)
    {
        using var total = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (findings, unknown) = (new List<JournalFinding>(), new List<string>());
        var (streams, snapshots) = (0L, 0L);
        await foreach (var head in journal.Streams(prefix, cancellation))
        {
            var verdict = await ReplayProof.Of(journal, head, cancellation);
            if (verdict.Kind == ReplayKind.Unknown)
            {
                unknown.Add(head.Stream);
                continue;
            }

            streams++;
            if (verdict.Kind == ReplayKind.FromZeroAndSnapshot) snapshots++;
            if (verdict.Problem is { } problem) findings.Add(new(head.Stream, verdict.Seq, problem));
            total.AppendData(Encoding.UTF8.GetBytes($"{head.Stream}\n"));
            total.AppendData(verdict.StateHash);
        }

        return new(streams, snapshots, total.GetHashAndReset(), unknown, findings);
    }
}
