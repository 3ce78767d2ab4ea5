namespace RiskCluster.Cli.Cluster;

/// <summary>What can be done to a cluster under load.</summary>
internal enum ClusterFault
{
    /// <summary>One silo is killed without warning.</summary>
    Kill,

    /// <summary>All silos are killed at once.</summary>
    All,

    /// <summary>The database is killed and started again.</summary>
    Database,

    /// <summary>One silo is stopped by a signal, is given up by the others, and wakes up.</summary>
    Freeze,

    /// <summary>One silo after the other leaves and comes again.</summary>
    Roll,

    /// <summary>Many more callers than usual.</summary>
    Flood,

    /// <summary>One silo after the other is replaced by one of another build.</summary>
    Upgrade,
}
