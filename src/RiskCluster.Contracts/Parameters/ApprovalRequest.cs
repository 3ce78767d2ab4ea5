namespace RiskCluster.Contracts.Parameters;

/// <summary>Consents to exactly one text in place of exactly one other: <c>POST .../proposals/{n}:approve</c>.</summary>
/// <param name="Hash">Of the text that was read.</param>
/// <param name="BaseHash">Of what is known to be in force.</param>
public sealed record ApprovalRequest(string Hash, string BaseHash);
