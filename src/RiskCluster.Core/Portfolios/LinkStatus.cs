namespace RiskCluster.Core.Portfolios;

/// <summary>How far a link is.</summary>
public enum LinkStatus
{
    /// <summary>Offered to the account; its venue has not consented yet.</summary>
    Requested,

    /// <summary>The account is the owner's.</summary>
    Linked,

    /// <summary>Let go; the account has not confirmed yet. It counts as the owner's until it has.</summary>
    Releasing,
}
