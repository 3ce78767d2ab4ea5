namespace RiskCluster.Cli.Doctor;

/// <summary>What a check came to.</summary>
internal enum Verdict
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>A server runs, and somebody should look.</summary>
    Warn,

    /// <summary>A server does not start, or is not to be relied on.</summary>
    Fail,
}
