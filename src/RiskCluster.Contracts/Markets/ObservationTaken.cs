using RiskCluster.Contracts.Margins;

namespace RiskCluster.Contracts.Markets;

/// <summary>What became of an observation.</summary>
/// <param name="Underlying">Coin.</param>
/// <param name="Sequence">The newest of the source.</param>
/// <param name="Duplicate">True when it had come before.</param>
/// <param name="SnapshotVersion">Of the consensus with it; 0 before the first.</param>
/// <param name="Status">Of the market.</param>
public sealed record ObservationTaken(string Underlying, long Sequence, bool Duplicate, long SnapshotVersion, MarginStatus Status);
