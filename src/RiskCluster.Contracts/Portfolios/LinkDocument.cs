namespace RiskCluster.Contracts.Portfolios;

/// <summary>The link of an owner to an account.</summary>
/// <param name="Venue">The venue.</param>
/// <param name="Account">The account's name there.</param>
/// <param name="LinkId">Its number, rising by owner.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Nets">True while the account nets with the owner's others.</param>
public sealed record LinkDocument(string Venue, string Account, long LinkId, LinkState Status, bool Nets);
