namespace RiskCluster.Core.Liquidations;

/// <summary>Why a queue stands still.</summary>
/// <param name="Reason">For people; 1 to 500 characters.</param>
/// <param name="By">Who halted it.</param>
/// <param name="AtMs">When, unix milliseconds.</param>
public sealed record QueueHalt(string Reason, string By, long AtMs);
