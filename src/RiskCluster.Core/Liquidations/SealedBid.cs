namespace RiskCluster.Core.Liquidations;

/// <summary>A bid that is a hash until its keeper reveals it. Bids stand in the order of their commitment, which breaks ties.</summary>
/// <param name="Keeper">Who.</param>
/// <param name="Hash">By <see cref="SealedHash"/>, 64 hexadecimal digits in lower case: all that anybody sees before the reveal.</param>
/// <param name="DepositUsd">At stake.</param>
/// <param name="Price">Revealed price; null before.</param>
/// <param name="Quantity">Revealed quantity, of the order's sign; null before.</param>
public sealed record SealedBid(string Keeper, string Hash, decimal DepositUsd, decimal? Price = null, decimal? Quantity = null);
