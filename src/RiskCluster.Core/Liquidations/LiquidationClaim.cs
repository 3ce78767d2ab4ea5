namespace RiskCluster.Core.Liquidations;

/// <summary>A keeper's right to work on a task. It ends by an event, never by the clock alone.</summary>
/// <param name="Keeper">Who.</param>
/// <param name="Token">Fencing token, rising by queue: whoever comes with an older one has lost the claim.</param>
/// <param name="ExpiresAtMs">From when it may be taken away, unix milliseconds.</param>
/// <param name="Quantity">What it is for, of the order's sign.</param>
/// <param name="Price">The price that was bid, which the fills must keep or better; null when none was.</param>
/// <param name="DepositUsd">Forfeited when the claim ends without being filled; 0 when none was asked.</param>
public sealed record LiquidationClaim(string Keeper, long Token, long ExpiresAtMs, decimal Quantity, decimal? Price = null, decimal DepositUsd = 0);
