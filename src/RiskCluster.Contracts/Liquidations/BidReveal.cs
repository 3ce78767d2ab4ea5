namespace RiskCluster.Contracts.Liquidations;

/// <summary>Opens a sealed bid.</summary>
/// <param name="Price">As committed.</param>
/// <param name="Quantity">As committed.</param>
/// <param name="Nonce">As committed, 16 to 128 characters.</param>
public sealed record BidReveal(decimal Price, decimal Quantity, string Nonce);
