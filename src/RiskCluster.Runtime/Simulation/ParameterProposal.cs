namespace RiskCluster.Runtime.Simulation;

/// <summary>What has become of a proposal.</summary>
internal sealed record ParameterProposal(string Document, string Hash, string BaseHash, string Proposer, long ProposedAtMs)
{
    /// <summary>When each governor consented, by who sent the consent.</summary>
    public SortedDictionary<string, long> Approvals { get; } = new(StringComparer.Ordinal);

    public long? QuorumAtMs { get; set; }

    public string? ImpactBase { get; set; }

    public bool IsClosed { get; set; }

    public bool IsRollback { get; init; }
}
