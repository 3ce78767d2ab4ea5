namespace RiskCluster.Contracts.MarketData;

/// <summary>One expiry of a consensus.</summary>
/// <param name="Expiry">Settlement time, unix milliseconds.</param>
/// <param name="Forward">USD per coin.</param>
/// <param name="ForwardAt">When a quorum last stood behind the forward, unix milliseconds.</param>
/// <param name="Svi">The smile; left out when there is none.</param>
/// <param name="SmileSource">Whose it is; left out when there is none.</param>
/// <param name="SmileAt">When it was observed, unix milliseconds; left out when there is none.</param>
public sealed record ConsensusExpiryEntry(long Expiry, decimal Forward, long ForwardAt, SviEntry? Svi, string? SmileSource, long? SmileAt);
