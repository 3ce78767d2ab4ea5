namespace RiskCluster.Contracts.Liquidations;

/// <summary>A sealed bid.</summary>
/// <param name="Hash">SHA-256 of keeper, price, quantity and nonce, as the documentation of sealed bids says; lower-case hexadecimal.</param>
/// <param name="DepositUsd">At stake, USD.</param>
public sealed record BidCommitment(string Hash, decimal DepositUsd);
