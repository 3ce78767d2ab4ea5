namespace RiskCluster.Runtime.RiskBoard;

/// <summary>One line of collateral as its account states it. What it is worth the market of its name says, at every tick.</summary>
/// <param name="Asset">Its name.</param>
/// <param name="Quantity">Units; negative is a debt.</param>
/// <param name="Chain">The chain that it is on; null for what is booked at the venue.</param>
public readonly record struct BoardCollateral(string Asset, decimal Quantity, string? Chain = null);
