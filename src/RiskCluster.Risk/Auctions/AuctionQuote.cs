namespace RiskCluster.Risk.Auctions;

/// <summary>What a bidder may take now, and what the account is afterwards.</summary>
/// <param name="State">Whether anything is for sale.</param>
/// <param name="DiscountShare">Share of mark value that a bidder pays now.</param>
/// <param name="BufferExcessUsd">The account's excess over its buffer margin before; negative while anything is for sale.</param>
/// <param name="MaximalFraction">The largest share that may be sold: the one that lands the account on its buffer margin, at most 1.</param>
/// <param name="Fraction">The share sold: as wanted, at most <paramref name="MaximalFraction"/>.</param>
/// <param name="BidUsd">What the bidder pays for it.</param>
/// <param name="After">The account afterwards.</param>
/// <param name="AfterBufferExcessUsd">Its excess over the buffer margin then; 0 when the maximal fraction below 1 was sold.</param>
public sealed record AuctionQuote(
    AuctionState State,
    double DiscountShare,
    double BufferExcessUsd,
    double MaximalFraction,
    double Fraction,
    double BidUsd,
    AuctionAccount After,
    double AfterBufferExcessUsd);
