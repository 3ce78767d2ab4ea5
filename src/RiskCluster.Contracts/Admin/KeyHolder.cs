namespace RiskCluster.Contracts.Admin;

/// <summary>What the holder of a key is.</summary>
public enum KeyHolder
{
    /// <summary>An oracle source: observations under its own name.</summary>
    Source,

    /// <summary>A keeper: claims, bids and fills under its own name.</summary>
    Keeper,

    /// <summary>A machine of an owner: its links and figures.</summary>
    Owner,

    /// <summary>The risk desk: reads all figures.</summary>
    Desk,

    /// <summary>The operator: venues, sources, halts; neither positions nor parameters.</summary>
    Admin,
}
