using RiskCluster.Runtime.Delivery;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Runtime.Actors;

/// <summary>What all cells of a process share.</summary>
/// <param name="Journal">Where events are kept.</param>
/// <param name="Heads">Asks the journal for many cells at once whether they are still the writers.</param>
/// <param name="Outbox">Delivers effects.</param>
/// <param name="Clock">The time of turns.</param>
/// <param name="Options">Snapshots and waits.</param>
public sealed record CellPorts(IJournal Journal, HeadCheck Heads, IOutbox Outbox, TimeProvider Clock, CellOptions Options);
