using RiskCluster.Core.Turns;

namespace RiskCluster.Runtime.Simulation.Unwinds;

/// <summary>An event in the order in which events of all streams became durable.</summary>
/// <param name="Actor">Whose.</param>
/// <param name="Event">What has happened.</param>
internal readonly record struct LoggedEvent(ActorAddress Actor, object Event);
