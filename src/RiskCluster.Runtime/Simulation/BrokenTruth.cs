namespace RiskCluster.Runtime.Simulation;

/// <summary>What an event contradicts.</summary>
internal sealed record BrokenTruth(string Invariant, string Detail);
