namespace RiskCluster.Contracts.Accounts;

/// <summary>What became of one account of a batch: applied, or refused.</summary>
/// <param name="Account">Its name on the venue.</param>
/// <param name="Applied">Left out when it was refused.</param>
/// <param name="Problem">Left out when it was applied.</param>
public sealed record AccountOutcome(string Account, PositionsApplied? Applied, ProblemDocument? Problem);
