using RiskCluster.Runtime.Actors;

namespace RiskCluster.Orleans.Grains;

/// <summary>The grain of what concerns all at once; there is one.</summary>
public interface ISystemRiskGrain : ISystemRisk, IActorGrain;
