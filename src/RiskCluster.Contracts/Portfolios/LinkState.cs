namespace RiskCluster.Contracts.Portfolios;

/// <summary>How far a link is.</summary>
public enum LinkState
{
    /// <summary>Offered; the venue has not consented yet.</summary>
    Requested,

    /// <summary>The account is the owner's.</summary>
    Linked,

    /// <summary>Let go; it nets with the owner's others until the account has confirmed.</summary>
    Releasing,
}
