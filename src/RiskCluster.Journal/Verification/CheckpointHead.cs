using System.Collections.Immutable;

namespace RiskCluster.Journal.Verification;

/// <summary>Where a stream stood.</summary>
/// <param name="Stream">Its name.</param>
/// <param name="Seq">Number of its last event; 0 when empty.</param>
/// <param name="Hash">Its chain there; 32 bytes.</param>
public sealed record CheckpointHead(string Stream, long Seq, ImmutableArray<byte> Hash);
