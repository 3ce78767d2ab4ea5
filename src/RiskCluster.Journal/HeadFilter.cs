namespace RiskCluster.Journal;

/// <summary>Which streams are listed.</summary>
internal enum HeadFilter
{
    /// <summary>All of them.</summary>
    All,

    /// <summary>Those whose actors are to be in memory.</summary>
    Awake,

    /// <summary>Those with effects after their delivery mark.</summary>
    Undelivered,
}
