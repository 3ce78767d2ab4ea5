namespace RiskCluster.Core.Liquidations;

/// <summary>The clock and the stake of an auction with sealed bids.</summary>
/// <param name="CommitMs">How long hashes are taken, from the opening of the task.</param>
/// <param name="RevealMs">How long after that bids are revealed.</param>
/// <param name="DepositUsd">The least deposit; forfeited by whoever does not reveal, or wins and does not fill.</param>
public sealed record SealedTerms(long CommitMs, long RevealMs, decimal DepositUsd);
