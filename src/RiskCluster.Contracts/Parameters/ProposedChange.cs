namespace RiskCluster.Contracts.Parameters;

/// <summary>One value that a version changes.</summary>
/// <param name="Path">JSON path.</param>
/// <param name="From">JSON text before; left out when the value is new.</param>
/// <param name="To">JSON text after; left out when the value is gone.</param>
/// <param name="Effect">tightens, loosens or neutral.</param>
public sealed record ProposedChange(string Path, string? From, string? To, string Effect);
