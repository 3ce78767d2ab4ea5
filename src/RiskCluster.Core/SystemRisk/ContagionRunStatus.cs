namespace RiskCluster.Core.SystemRisk;

/// <summary>How a contagion run stands.</summary>
public enum ContagionRunStatus
{
    /// <summary>Asked for; nobody computes it yet.</summary>
    Requested,

    /// <summary>Somebody computes it.</summary>
    Running,

    /// <summary>There is a summary.</summary>
    Finished,

    /// <summary>There will be none.</summary>
    Failed,
}
