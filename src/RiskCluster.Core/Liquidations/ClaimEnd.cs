namespace RiskCluster.Core.Liquidations;

/// <summary>Why a claim is no more.</summary>
public enum ClaimEnd
{
    /// <summary>Its keeper gave it back.</summary>
    Released,

    /// <summary>Its lease ran out.</summary>
    LeaseExpired,

    /// <summary>What it was for is filled, and more of the task is left.</summary>
    Fulfilled,
}
