using Orleans.Placement;

namespace RiskCluster.Orleans.Grains;

/// <summary>Places a grain where its owner is.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OwnerPlacementAttribute() : PlacementAttribute(new OwnerPlacementStrategy());
