namespace RiskCluster.Journal;

/// <summary>What is found of an append whose outcome is unknown.</summary>
/// <param name="Epoch">The stream's epoch, seen together with the events.</param>
/// <param name="IsFound">Its last event is there, with its hash.</param>
internal readonly record struct ReadBack(long Epoch, bool IsFound);
