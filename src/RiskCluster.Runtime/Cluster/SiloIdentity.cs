namespace RiskCluster.Runtime.Cluster;

/// <summary>By what a silo decides. Silos of which any two differ decide nothing that rests on a margin.</summary>
/// <param name="Rules">The compiled rules and numerics (<see cref="Actors.RulesVersion"/>).</param>
/// <param name="Model">Name and hash of the model's active version; empty before there is one.</param>
/// <param name="IsPaused">Whether somebody has paused its decisions: then no silo takes any.</param>
public sealed record SiloIdentity(string Rules, string Model, bool IsPaused = false);
