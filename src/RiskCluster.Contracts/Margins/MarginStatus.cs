namespace RiskCluster.Contracts.Margins;

/// <summary>How far a figure may be trusted.</summary>
public enum MarginStatus
{
    /// <summary>From fresh markets.</summary>
    Ok,

    /// <summary>From fewer or less sure sources than wanted.</summary>
    Degraded,

    /// <summary>From a market that is older than allowed.</summary>
    Stale,

    /// <summary>From a market that is halted.</summary>
    Halted,
}
