using System.Collections.Immutable;

namespace RiskCluster.Runtime.Journaling;

/// <summary>Events of one message, to be appended together.</summary>
/// <param name="Stream">Where.</param>
/// <param name="Epoch">The writer's.</param>
/// <param name="ExpectedSeq">The stream's head as the writer knows it; the first event is the next number.</param>
/// <param name="Records">One or more events with rising numbers.</param>
public sealed record StreamAppend(string Stream, long Epoch, long ExpectedSeq, ImmutableArray<JournalRecord> Records);
