using System.Text.Json.Serialization;

namespace RiskCluster.Core.Accounts;

/// <summary>What an account holds of one instrument.</summary>
/// <param name="Size">Units, negative when short; never 0. Coins for spot, linear contracts and options, USD for inverse futures and perpetuals.</param>
/// <param name="AveragePrice">Entry price, USD a coin (coin a coin for inverse options); there for every future and perpetual, null where an option or spot came without.</param>
[method: JsonConstructor]
public readonly record struct AccountPosition(decimal Size, decimal? AveragePrice);
