namespace RiskCluster.Core.Liquidations;

/// <summary>A corner of a Dutch auction's price.</summary>
/// <param name="AtMs">Since the auction began, milliseconds; the first is at 0.</param>
/// <param name="Share">Share of mark value that a bidder pays then, within [0, 1], never rising.</param>
public sealed record DutchCorner(long AtMs, decimal Share);
