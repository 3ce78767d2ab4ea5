namespace RiskCluster.Core.Unwinds;

/// <summary>How far a leg is.</summary>
public enum LegStatus
{
    /// <summary>With its queue.</summary>
    Issued,

    /// <summary>Traded and settled.</summary>
    Settled,

    /// <summary>Its time was over; some of it may be traded.</summary>
    Expired,

    /// <summary>Taken back; some of it may be traded.</summary>
    Withdrawn,
}
