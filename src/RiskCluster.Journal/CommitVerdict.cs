namespace RiskCluster.Journal;

/// <summary>What a transaction did with one append.</summary>
/// <param name="IsAppended">Written; if not, nothing of it was.</param>
/// <param name="Epoch">The stream's epoch; 0 when nobody ever took it over.</param>
/// <param name="Seq">The stream's head.</param>
internal readonly record struct CommitVerdict(bool IsAppended, long Epoch, long Seq);
