namespace RiskCluster.Contracts.Accounts;

/// <summary>All positions under a new epoch: <c>PUT .../positions</c>. What is not named is closed.</summary>
/// <param name="Epoch">Above the present one.</param>
/// <param name="Sequence">From which the next update goes on.</param>
/// <param name="Positions">All of them.</param>
public sealed record PositionSnapshot(long Epoch, long Sequence, IReadOnlyList<PositionEntry> Positions);
