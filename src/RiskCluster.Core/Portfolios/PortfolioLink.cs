namespace RiskCluster.Core.Portfolios;

/// <summary>The link to one account.</summary>
/// <param name="LinkId">Its number; 1 or more, rising by owner, so that an answer to an older link is not taken for one to a newer.</param>
/// <param name="Status">How far it is.</param>
/// <param name="WasLinked">True from when the account became the owner's: it nets with the owner's others until the link is gone.</param>
public sealed record PortfolioLink(long LinkId, LinkStatus Status, bool WasLinked = false);
