namespace RiskCluster.Core.Markets;

/// <summary>One expiry of a consensus.</summary>
/// <param name="ExpiryMs">Settlement time, unix milliseconds.</param>
/// <param name="Forward">USD per coin.</param>
/// <param name="ForwardAtMs">When a quorum last stood behind the forward.</param>
/// <param name="Smile">The whole slice of one source, at the maturity of this consensus; null when there is none.</param>
/// <param name="SmileSource">Whose it is; empty when there is none.</param>
/// <param name="SmileAtMs">When it was observed.</param>
public sealed record ConsensusExpiry(long ExpiryMs, decimal Forward, long ForwardAtMs, SmileSlice? Smile, string SmileSource, long SmileAtMs);
