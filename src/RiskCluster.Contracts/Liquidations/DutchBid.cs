namespace RiskCluster.Contracts.Liquidations;

/// <summary>Takes a share at the price of the moment.</summary>
/// <param name="FillId">The bidder's name of it: the same again changes nothing.</param>
/// <param name="Fraction">Of what is left, above 0 and at most 1.</param>
public sealed record DutchBid(string FillId, decimal Fraction);
