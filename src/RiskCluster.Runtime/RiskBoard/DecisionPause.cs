namespace RiskCluster.Runtime.RiskBoard;

/// <summary>Why no decisions are taken.</summary>
/// <param name="Reason">For people.</param>
/// <param name="By">Who says so.</param>
/// <param name="AtMs">Since when, unix milliseconds.</param>
public sealed record DecisionPause(string Reason, string By, long AtMs);
