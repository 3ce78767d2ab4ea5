namespace RiskCluster.Contracts.Accounts;

/// <summary>The positions that changed since the update before: <c>POST .../positions</c>.</summary>
/// <param name="Epoch">Of the venue's numbering, at least 1.</param>
/// <param name="Sequence">Of this update, above the one before.</param>
/// <param name="PrevSequence">Of the update before; 0 for the first.</param>
/// <param name="Positions">New sizes.</param>
public sealed record PositionUpdate(long Epoch, long Sequence, long PrevSequence, IReadOnlyList<PositionEntry> Positions);
