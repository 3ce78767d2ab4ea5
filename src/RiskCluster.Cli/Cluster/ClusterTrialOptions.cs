namespace RiskCluster.Cli.Cluster;

/// <summary>What a trial of the cluster does.</summary>
/// <param name="Silos">How many silos.</param>
/// <param name="Faults">Which faults, one after the other, over and over.</param>
/// <param name="Time">For so long, and each at least once.</param>
/// <param name="Kills">Processes killed, at least; counts only where some of the faults kill.</param>
/// <param name="Seed">Of who is struck.</param>
internal sealed record ClusterTrialOptions(int Silos, IReadOnlyList<ClusterFault> Faults, TimeSpan Time, int Kills, int Seed);
