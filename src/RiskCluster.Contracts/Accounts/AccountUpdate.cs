namespace RiskCluster.Contracts.Accounts;

/// <summary>The update of one account within a batch.</summary>
/// <param name="Account">Its name on the venue.</param>
/// <param name="Update">The positions that changed.</param>
public sealed record AccountUpdate(string Account, PositionUpdate Update);
