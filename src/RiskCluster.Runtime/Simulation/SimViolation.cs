namespace RiskCluster.Runtime.Simulation;

/// <summary>Something that must never happen has happened.</summary>
/// <param name="Invariant">Which rule was broken.</param>
/// <param name="Detail">Where, with the numbers.</param>
/// <param name="AtMs">Virtual time, milliseconds from the start.</param>
public sealed record SimViolation(string Invariant, string Detail, double AtMs);
