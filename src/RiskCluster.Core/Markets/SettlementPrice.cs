namespace RiskCluster.Core.Markets;

/// <summary>The price at which everything of one expiry settles: the time-weighted index over the 30 minutes before it, whenever it is computed.</summary>
/// <param name="ExpiryMs">Settlement time, unix milliseconds.</param>
/// <param name="Price">USD per coin; null while too little of the window had a live price and nobody has fixed it.</param>
/// <param name="Coverage">The part of the window with a live price, within [0, 1].</param>
/// <param name="By">Who fixed it: <c>average</c>, or an operator where the average was not to be had.</param>
public sealed record SettlementPrice(long ExpiryMs, decimal? Price, decimal Coverage, string By);
