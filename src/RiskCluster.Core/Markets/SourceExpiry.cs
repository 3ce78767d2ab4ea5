namespace RiskCluster.Core.Markets;

/// <summary>What counts of a source's word on one expiry: its forward, and a smile that has passed the arbitrage checks.</summary>
/// <param name="ExpiryMs">Settlement time, unix milliseconds.</param>
/// <param name="Forward">USD per coin.</param>
/// <param name="Smile">Free of static arbitrage; null when the source has none.</param>
/// <param name="SmileAtMs">Publish time of the observation that the smile is from: older than the forward's when the last good one is kept.</param>
/// <param name="IsSmileRefused">True when the source gave a smile and it could not be used.</param>
public sealed record SourceExpiry(long ExpiryMs, decimal Forward, SmileSlice? Smile = null, long SmileAtMs = 0, bool IsSmileRefused = false);
