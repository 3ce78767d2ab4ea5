namespace RiskCluster.Core.Liquidations;

/// <summary>How far a task is, as the API shows it.</summary>
public enum LiquidationStatus
{
    /// <summary>Nobody works on it.</summary>
    Open,

    /// <summary>A keeper holds it.</summary>
    Claimed,

    /// <summary>Some of it is traded, by a keeper that holds it still or by one that does not any more.</summary>
    PartiallyFilled,

    /// <summary>What was to be traded is traded; the venue has not settled it yet.</summary>
    Filled,

    /// <summary>Done.</summary>
    Settled,

    /// <summary>Its time was over before all of it was traded.</summary>
    Expired,

    /// <summary>The unwind took it back.</summary>
    Cancelled,
}
