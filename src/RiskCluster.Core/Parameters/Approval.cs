namespace RiskCluster.Core.Parameters;

/// <summary>A governor's consent to exactly one text in place of exactly one other.</summary>
/// <param name="Governor">Who.</param>
/// <param name="Hash">Of what was approved.</param>
/// <param name="BaseHash">Of what was active then.</param>
/// <param name="AtMs">When.</param>
public sealed record Approval(string Governor, string Hash, string BaseHash, long AtMs);
