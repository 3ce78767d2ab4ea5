namespace RiskCluster.Core.Accounts;

/// <summary>An amount of one asset behind an account. What it is worth is the market's business.</summary>
/// <param name="Asset">Its name, such as <c>ETH</c>.</param>
/// <param name="Quantity">Units; negative is a debt.</param>
/// <param name="Chain">The chain that it is on; null for what is booked at the venue, where losses are paid.</param>
public sealed record CollateralItem(string Asset, decimal Quantity, string? Chain = null);
