using RiskCluster.Contracts.Margins;

namespace RiskCluster.Contracts.MarketData;

/// <summary>What became of an observation.</summary>
/// <param name="Sequence">Of it.</param>
/// <param name="Duplicate">True when it had come before.</param>
/// <param name="Version">Of the consensus after it; 0 before the first.</param>
/// <param name="Status">Of the market after it.</param>
public sealed record ObservationAccepted(long Sequence, bool Duplicate, long Version, MarginStatus Status);
