using RiskCluster.Runtime.Actors;

namespace RiskCluster.Orleans.Grains;

#pragma warning disable CA1711 // The actor is a liquidation queue; no collection is meant.
/// <summary>The grain of a venue's unwind tasks; its key is the venue.</summary>
public interface ILiquidationQueueGrain : ILiquidationQueue, IActorGrain;
#pragma warning restore CA1711
