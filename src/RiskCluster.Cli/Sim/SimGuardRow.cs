using RiskCluster.Runtime.Simulation;

namespace RiskCluster.Cli.Sim;

/// <summary>How soon the simulation misses a guard.</summary>
/// <param name="Guard">Which was off.</param>
/// <param name="Rounds">How often it was tried, each from another first seed.</param>
/// <param name="Found">How often it was noticed.</param>
/// <param name="MedianSeeds">Median number of seeds until then; null when it never was.</param>
/// <param name="Invariant">What broke most often; null when nothing did.</param>
public sealed record SimGuardRow(Guard Guard, int Rounds, int Found, int? MedianSeeds, string? Invariant);
