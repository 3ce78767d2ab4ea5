namespace RiskCluster.Journal;

/// <summary>Where a journal is and how it groups.</summary>
/// <param name="Address"><c>sqlite:PATH</c>, <c>postgres:CONNECTION STRING</c> or <c>memory:</c>.</param>
public sealed record JournalOptions(string Address)
{
    /// <summary>Only reads: nothing is created, migrated or written, and a journal in use is not disturbed.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>How many writes may wait before further writers wait for a place; at least 1.</summary>
    public int QueueLength { get; init; } = 8192;

    /// <summary>How many writes go into one transaction at most; 1 or more. 1 is a commit for each.</summary>
    public int MostAppendsPerCommit { get; init; } = 2000;

    /// <summary>About how many bytes go into one transaction at most.</summary>
    public long MostBytesPerCommit { get; init; } = 8 << 20;

    /// <summary>After this a commit that has not answered counts as unknown.</summary>
    public TimeSpan CommitTimeout { get; init; } = TimeSpan.FromSeconds(10);
}
