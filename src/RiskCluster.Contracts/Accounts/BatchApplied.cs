namespace RiskCluster.Contracts.Accounts;

/// <summary>What became of a batch. Accounts do not wait for each other: some may be refused.</summary>
/// <param name="Outcomes">In the order of the batch.</param>
public sealed record BatchApplied(IReadOnlyList<AccountOutcome> Outcomes);
