namespace RiskCluster.Runtime.Node;

/// <summary>Where questions of other processes about this one's figures are answered; whoever serves the node puts its answers here.</summary>
public sealed class PeerDesk
{
    /// <summary>Answers a question, both in the JSON of whoever serves; null while nobody serves.</summary>
    public Func<string, CancellationToken, Task<string>>? Answer { get; set; }
}
