namespace RiskCluster.Host.Access;

/// <summary>Whose things a route is about: a caller reaches its own only, whatever its scopes.</summary>
public enum Whose
{
    /// <summary>Everybody's: the scope alone decides.</summary>
    Anybody,

    /// <summary>The venue in the path's <c>{venue}</c>.</summary>
    Venue,

    /// <summary>The venue of the path's account, or the owner where it nets; the risk desk reads all.</summary>
    Account,

    /// <summary>The owner in the path's <c>{owner}</c>; the risk desk reads all.</summary>
    Owner,

    /// <summary>The caller's own name, as source, keeper or governor, is part of what it says; the route takes it from the credentials.</summary>
    Self,
}
