namespace RiskCluster.Runtime.Cluster;

/// <summary>The versions of a model have changed; whoever does not know them reads them.</summary>
/// <param name="Model">Its name.</param>
/// <param name="Seq">Journal sequence of its newest event.</param>
public sealed record ModelNews(string Model, long Seq);
