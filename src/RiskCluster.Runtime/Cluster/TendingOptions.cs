namespace RiskCluster.Runtime.Cluster;

/// <summary>How a silo tends what is at home on it.</summary>
public sealed record TendingOptions
{
    /// <summary>How often it looks at members, owners, markets and the roster; at once when the members change. Default 500 ms.</summary>
    public TimeSpan TendEvery { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How often everything at home here is compared with the journal, members changed or not. Default 30 s.</summary>
    public TimeSpan CompareEvery { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest wait for the others in one look. Default 3 s.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Whether it tends by itself; if not, whoever holds the node calls <see cref="SiloNode.Tend"/>. Default true.</summary>
    public bool TendsByItself { get; init; } = true;
}
