namespace RiskCluster.Core.Parameters;

/// <summary>One value of a document that a version changes.</summary>
/// <param name="Path">JSON path.</param>
/// <param name="From">JSON text before; null when the value is new.</param>
/// <param name="To">JSON text after; null when the value is gone.</param>
/// <param name="Effect">What it does to requirements.</param>
/// <param name="Share">|to - from| / |from| of a number; null where that is not defined.</param>
public sealed record ParameterChange(string Path, string? From, string? To, ChangeEffect Effect, decimal? Share);
