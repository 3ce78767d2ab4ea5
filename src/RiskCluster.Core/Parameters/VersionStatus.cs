namespace RiskCluster.Core.Parameters;

/// <summary>Where a version stands.</summary>
public enum VersionStatus
{
    /// <summary>Waits for approvals.</summary>
    Proposed,

    /// <summary>Approved; may be activated at once.</summary>
    Approved,

    /// <summary>Approved; waits for its timelock.</summary>
    Scheduled,

    /// <summary>In force.</summary>
    Active,

    /// <summary>Was in force.</summary>
    Superseded,

    /// <summary>So many object that the quorum is out of reach.</summary>
    Rejected,

    /// <summary>Was not activated in time.</summary>
    Expired,
}
