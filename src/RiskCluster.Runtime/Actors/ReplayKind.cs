namespace RiskCluster.Runtime.Actors;

/// <summary>From where a stream was replayed.</summary>
public enum ReplayKind
{
    /// <summary>From nowhere: no actor of this program has such a stream.</summary>
    Unknown,

    /// <summary>From its first event: there is no snapshot, or it is of other rules and no cell would use it.</summary>
    FromZero,

    /// <summary>From its first event and from its snapshot.</summary>
    FromZeroAndSnapshot,
}
