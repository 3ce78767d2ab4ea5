namespace RiskCluster.Risk.Auctions;

/// <summary>A corner of a discount curve.</summary>
/// <param name="AtSeconds">Time since the auction began, at least 0.</param>
/// <param name="Share">Share of the mark value that a bidder pays then, within [0, 1].</param>
public readonly record struct DiscountPoint(double AtSeconds, double Share);
