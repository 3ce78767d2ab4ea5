namespace RiskCluster.Runtime.Actors;

/// <summary>How cells keep snapshots, and how long they stand back.</summary>
public sealed record CellOptions
{
    /// <summary>Events after which a new snapshot is saved; at least 1. Default 256.</summary>
    public int SnapshotEvery { get; init; } = 256;

    /// <summary>How long a cell does not take its stream back after another process has taken it; doubled each time. Default 5 s.</summary>
    public TimeSpan FirstStandBack { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest of these waits; whoever has held the stream this long starts again with the first. Default 60 s.</summary>
    public TimeSpan LongestStandBack { get; init; } = TimeSpan.FromSeconds(60);
}
