namespace RiskCluster.Contracts.Parameters;

/// <summary>Why: of <c>:reject</c>, <c>:rollback</c>, <c>:freeze</c>, halts.</summary>
/// <param name="Reason">For people, 1 to 500 characters.</param>
public sealed record ReasonRequest(string Reason);
