namespace RiskCluster.Runtime.Histories;

/// <summary>A fault, and where.</summary>
public sealed record HistoryFinding(HistoryFault Fault, string Stream, string Detail);
