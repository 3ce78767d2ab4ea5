using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Journal;

/// <summary>What goes into one transaction.</summary>
/// <param name="Appends">At most one a stream.</param>
/// <param name="Marks">Delivered effects; those of an older epoch are ignored.</param>
/// <param name="Snapshots">States; one whose event is not in the journal is ignored.</param>
internal sealed record CommitBatch(IReadOnlyList<StreamAppend> Appends, IReadOnlyList<DeliveredMark> Marks, IReadOnlyList<StreamSnapshot> Snapshots);
