namespace RiskCluster.Contracts.MarketData;

/// <summary>What a source says of one expiry: a forward, and a smile as a slice or as quotes to fit, or neither.</summary>
/// <param name="Expiry">Settlement time, unix milliseconds.</param>
/// <param name="Forward">USD per coin.</param>
/// <param name="Svi">The smile as the source has fitted it.</param>
/// <param name="VolQuotes">By rising strike; not beside a slice.</param>
public sealed record ExpiryEntry(long Expiry, decimal Forward, SviEntry? Svi = null, IReadOnlyList<VolQuoteEntry>? VolQuotes = null);
