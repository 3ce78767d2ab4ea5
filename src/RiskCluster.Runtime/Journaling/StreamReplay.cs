using System.Collections.Immutable;

namespace RiskCluster.Runtime.Journaling;

/// <summary>What it takes to bring a cell back: its stream's head, newest snapshot and the events after that.</summary>
/// <param name="Head">The head. After <see cref="IJournal.TakeOver"/> its epoch is the caller's.</param>
/// <param name="Snapshot">The newest snapshot; null when there is none.</param>
/// <param name="Tail">The events after the snapshot, or all of them.</param>
public sealed record StreamReplay(StreamHead Head, StreamSnapshot? Snapshot, ImmutableArray<JournalRecord> Tail);
