namespace RiskCluster.Host.Access.Keys;

/// <summary>What the holder of a key is. The name is the first part of the key's id.</summary>
public enum KeyHolderKind
{
    /// <summary>A venue; its keys are the venue's own.</summary>
    Venue,

    /// <summary>An oracle source.</summary>
    Source,

    /// <summary>A keeper.</summary>
    Keeper,

    /// <summary>A machine of an owner.</summary>
    Owner,

    /// <summary>The risk desk.</summary>
    Desk,

    /// <summary>The operator.</summary>
    Admin,
}
