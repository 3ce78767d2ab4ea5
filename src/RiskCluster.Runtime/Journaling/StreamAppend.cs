using System.Collections.Immutable;

namespace RiskCluster.Runtime.Journaling;

/// <summary>Events of one message, to be appended together.</summary>
/// <param name="Stream">Where.</param>
/// <param name="Epoch">The writer's.</param>
/// <param name="ExpectedSeq">The stream's head as the writer knows it; the first event is the next number.</param>
/// <param name="Records">One or more events with rising numbers.</param>
/// <param name="IsAwake">Whether a process that starts is to bring the actor back although nobody has asked for it: as it is after these events.</param>
public sealed record StreamAppend(string Stream, long Epoch, long ExpectedSeq, ImmutableArray<JournalRecord> Records, bool IsAwake = true)
{
    /// <summary>Number of the last of the events that has effects; 0 when none has.</summary>
    public long LastEffectSeq => Records.LastOrDefault(item => item.Effects is not null)?.Seq ?? 0;
}
