namespace RiskCluster.Contracts.Markets;

/// <summary>A forward and its smile.</summary>
/// <param name="Expiry">Settlement time, unix milliseconds.</param>
/// <param name="Forward">USD per coin.</param>
/// <param name="Svi">The smile as a slice; not beside quotes.</param>
/// <param name="VolQuotes">The smile as quotes, by rising strike.</param>
public sealed record ForwardReport(long Expiry, decimal Forward, SviReport? Svi = null, IReadOnlyList<VolQuoteReport>? VolQuotes = null);
