namespace RiskCluster.Contracts.Accounts;

/// <summary>A line of collateral.</summary>
/// <param name="Asset">Coin, stable coin or tokenised claim.</param>
/// <param name="Amount">Units; negative when owed.</param>
/// <param name="Chain">Where it is; left out when it is at the venue.</param>
public sealed record CollateralEntry(string Asset, decimal Amount, string? Chain = null);
