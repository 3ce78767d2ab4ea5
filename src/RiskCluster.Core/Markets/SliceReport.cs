using RiskCluster.Risk.Market;

namespace RiskCluster.Core.Markets;

/// <summary>What became of the smile of one expiry (MODEL MKT-3): a slice that fails is never used silently.</summary>
/// <param name="ExpiryMs">Settlement time, unix milliseconds.</param>
/// <param name="Status">Used as it came, repaired, replaced by the last good one, or missing.</param>
/// <param name="Source">Whose slice is in use; empty when none is.</param>
/// <param name="Detail">What was wrong; empty when nothing was.</param>
public sealed record SliceReport(long ExpiryMs, SliceStatus Status, string Source, string Detail);
