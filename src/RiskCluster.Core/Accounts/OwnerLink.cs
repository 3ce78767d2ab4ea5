namespace RiskCluster.Core.Accounts;

/// <summary>An owner and the number that its portfolio gave to a link.</summary>
/// <param name="Owner">Key of the portfolio.</param>
/// <param name="LinkId">At least 1, rising by owner.</param>
public sealed record OwnerLink(string Owner, long LinkId);
