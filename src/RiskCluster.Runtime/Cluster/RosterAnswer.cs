namespace RiskCluster.Runtime.Cluster;

/// <summary>What a partition says to a report.</summary>
/// <param name="NeedsAll">It does not know the fingerprint: the owners are to be sent.</param>
/// <param name="Known">Owners of the partition.</param>
/// <param name="Covered">Those of them whom a living silo margins.</param>
public sealed record RosterAnswer(bool NeedsAll, int Known, int Covered);
