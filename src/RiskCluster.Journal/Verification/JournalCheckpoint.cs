using System.Collections.Immutable;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Journal.Verification;

/// <summary>
/// The heads of all streams at a time, to be signed and kept where whoever can write the journal cannot write. It vouches for everything before it: each hash covers its stream's whole past.
/// </summary>
/// <param name="AtMs">When it was taken, unix milliseconds.</param>
/// <param name="Heads">By name of stream.</param>
public sealed record JournalCheckpoint(long AtMs, ImmutableArray<CheckpointHead> Heads)
{
    /// <summary>Takes one of a journal as it stands.</summary>
    public static async Task<JournalCheckpoint> Of(IJournal journal, long atMs, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(journal);
        var heads = ImmutableArray.CreateBuilder<CheckpointHead>();
        await foreach (var head in journal.Streams("", cancellation)) heads.Add(new(head.Stream, head.Seq, [.. head.Hash]));
        return new(atMs, heads.ToImmutable());
    }
}
