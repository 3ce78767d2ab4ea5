using RiskCluster.Runtime.Actors;

namespace RiskCluster.Orleans.Grains;

/// <summary>The grain of an owner's unwind; its key is the owner.</summary>
public interface IUnwindGrain : IUnwind, IActorGrain;
