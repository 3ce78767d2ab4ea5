namespace RiskCluster.Contracts.Oracle;

/// <summary>Whether a source counted in the last consensus, and why not.</summary>
public enum SourceRole
{
    /// <summary>Suspended after deviating too often.</summary>
    Suspended,

    /// <summary>Nothing heard yet, or nothing that is young enough.</summary>
    Stale,

    /// <summary>Its price stands still while the consensus moves away from it.</summary>
    Frozen,

    /// <summary>Too far from the median of the rest.</summary>
    Deviating,

    /// <summary>It counts.</summary>
    Included,
}
