using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Embedded;
using RiskCluster.Runtime.Journaling;
using RiskCluster.Runtime.Node;

namespace RiskCluster.Runtime.Cluster;

/// <summary>What a silo is made of, for those who tend it.</summary>
internal sealed record SiloParts(
    IJournal Journal, ISiloCluster Cluster, SiloPlacement Placement, EmbeddedEngine Engine, SiloActors Doors, OwnerGate Gate, SiloAgreement Agreement, CellObservers Observers, NodeWorks Works, SiloNews News);
