using RiskCluster.Risk.Instruments;

namespace RiskCluster.Risk.Market;

/// <summary>What the market says of one expiry (MODEL MKT-1).</summary>
/// <param name="Expiry">The settlement time.</param>
/// <param name="Forward">USD per coin for delivery at <paramref name="Expiry"/>; > 0.</param>
/// <param name="RateAnnual">Continuously compounded discount rate for linear options; inverse options discount by index over forward instead.</param>
/// <param name="Smile">The volatility slice; null when none could be fitted, and then options of this expiry read the surface between its neighbours.</param>
public sealed record ExpiryMarket(UnixTime Expiry, double Forward, double RateAnnual, VolSlice? Smile);
