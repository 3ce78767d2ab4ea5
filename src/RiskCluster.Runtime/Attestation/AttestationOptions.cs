namespace RiskCluster.Runtime.Attestation;

/// <summary>Times of attestations.</summary>
public sealed record AttestationOptions
{
    /// <summary>How long an attestation holds from when it is made. A contract refuses what claims longer than its own limit. Default 60 s.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>For how long the tree of a cycle serves although newer cycles have finished: making one margins every account. Default 5 s.</summary>
    public TimeSpan TreeEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>No attestation is made when the oldest margin on the board has not been confirmed for longer than this. Default 10 s.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromSeconds(10);
}
