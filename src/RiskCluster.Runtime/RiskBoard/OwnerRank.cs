namespace RiskCluster.Runtime.RiskBoard;

/// <summary>Where an owner stands among the others.</summary>
/// <param name="Owner">Who.</param>
/// <param name="MaintenanceExcessUsd">Equity less maintenance margin by the cycle's screen, good to its error bound: it sorts, it is not an answer. Not a number for an owner whom the cycle could not margin.</param>
public readonly record struct OwnerRank(string Owner, double MaintenanceExcessUsd);
