namespace RiskCluster.Core.Markets;

/// <summary>A market that is closed until somebody resumes it.</summary>
/// <param name="By">The operator, or <c>breaker</c>.</param>
/// <param name="Reason">One sentence.</param>
/// <param name="SinceMs">Since when.</param>
public sealed record MarketHalt(string By, string Reason, long SinceMs);
