namespace RiskCluster.Runtime.Embedded;

/// <summary>What a mailbox says to a message.</summary>
internal enum Posting
{
    /// <summary>It waits for its turn.</summary>
    Posted,

    /// <summary>Too many wait already.</summary>
    Full,

    /// <summary>The actor has been put to rest; another mailbox takes over.</summary>
    Closed,
}
