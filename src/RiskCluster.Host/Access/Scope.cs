namespace RiskCluster.Host.Access;

/// <summary>What a caller may do. A route names the one that it needs.</summary>
public enum Scope
{
    /// <summary>Anybody, also without credentials.</summary>
    Anonymous,

    /// <summary><c>venue:write</c>: a venue's own accounts, instruments and keys.</summary>
    VenueWrite,

    /// <summary><c>account:read</c>: a venue's or an owner's own figures.</summary>
    AccountRead,

    /// <summary><c>owner:link</c>: an owner's links.</summary>
    OwnerLink,

    /// <summary><c>oracle:submit</c>: observations under the source's own name.</summary>
    OracleSubmit,

    /// <summary><c>keeper</c>: claims, bids and fills under the keeper's own name.</summary>
    Keeper,

    /// <summary><c>params:propose</c>.</summary>
    ParamsPropose,

    /// <summary><c>params:approve</c>.</summary>
    ParamsApprove,

    /// <summary><c>risk:read</c>: all figures, for the risk desk.</summary>
    RiskRead,

    /// <summary><c>admin</c>: registers venues and sources, halts, drains; neither positions nor parameters.</summary>
    Admin,
}
