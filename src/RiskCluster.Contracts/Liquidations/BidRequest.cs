namespace RiskCluster.Contracts.Liquidations;

/// <summary>A bid: <c>POST /v1/liquidations/{id}:bid</c>. Exactly one of the three.</summary>
/// <param name="Dutch">A share at the price of the moment.</param>
/// <param name="Commit">A sealed bid that nobody can read.</param>
/// <param name="Reveal">The bid that was sealed.</param>
public sealed record BidRequest(DutchBid? Dutch = null, BidCommitment? Commit = null, BidReveal? Reveal = null);
