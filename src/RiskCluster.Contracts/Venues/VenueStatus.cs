namespace RiskCluster.Contracts.Venues;

/// <summary>Whether a venue goes on.</summary>
public enum VenueStatus
{
    /// <summary>It does.</summary>
    Active,

    /// <summary>It stands still.</summary>
    Halted,
}
