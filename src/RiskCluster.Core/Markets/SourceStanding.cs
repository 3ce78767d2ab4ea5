namespace RiskCluster.Core.Markets;

/// <summary>Whether a source counts in a consensus, and why not. The first that applies, in this order.</summary>
public enum SourceStanding
{
    /// <summary>Suspended after deviating too often.</summary>
    Suspended,

    /// <summary>Nothing heard yet, or nothing that is young enough.</summary>
    Stale,

    /// <summary>Its price has stood still while the consensus moved away from it.</summary>
    Frozen,

    /// <summary>Too far from the median of all that are left.</summary>
    Deviating,

    /// <summary>It counts.</summary>
    Included,
}
