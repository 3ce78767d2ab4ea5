using RiskCluster.Runtime.Actors;

namespace RiskCluster.Orleans.Grains;

/// <summary>The grain of a protocol; its key is the venue.</summary>
public interface IVenueGrain : IVenue, IActorGrain;
