namespace RiskCluster.Core.Parameters;

/// <summary>What is in force: every process must margin with exactly this, and figures of another hash are not to be mixed with its.</summary>
/// <param name="Version">Number of the version.</param>
/// <param name="Hash">SHA-256 of its document.</param>
public sealed record ActiveParameters(long Version, string Hash);
