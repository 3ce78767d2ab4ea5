namespace RiskCluster.Host.Liquidations;

/// <summary>Who is told of a task.</summary>
internal enum TaskReader
{
    /// <summary>The risk desk: all of it.</summary>
    Desk,

    /// <summary>The venue of the task: its own account, and not whose it is.</summary>
    Venue,

    /// <summary>Keepers: neither owner nor account.</summary>
    Keeper,
}
