namespace RiskCluster.Runtime.Actors;

/// <summary>What replaying a stream through the rules of its actor gave.</summary>
/// <param name="Kind">How far it came.</param>
/// <param name="Seq">The event at which it ended, or the snapshot's that does not agree.</param>
/// <param name="StateHash">Hash of state and inbox at the end, 32 bytes; empty when replay did not come there.</param>
/// <param name="Problem">What is wrong; null when nothing is.</param>
public sealed record ReplayVerdict(ReplayKind Kind, long Seq, byte[] StateHash, string? Problem = null);
