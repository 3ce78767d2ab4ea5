using Orleans.Runtime;

namespace RiskCluster.Orleans.Grains;

/// <summary>What one owner has stands on one silo, so that netting is a local addition.</summary>
[Serializable]
public sealed class OwnerPlacementStrategy : PlacementStrategy;
