namespace RiskCluster.Core.Parameters;

/// <summary>A report that has come in.</summary>
/// <param name="Report">What the run found.</param>
/// <param name="BaseHash">The active version that it was run beside.</param>
/// <param name="AtMs">When it came in.</param>
public sealed record RecordedImpact(ImpactReport Report, string BaseHash, long AtMs);
