using System.Collections.Immutable;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Liquidity;

/// <summary>What it costs to trade a size at once: both sides of an order book around its mid (MODEL MKT-1, MRG-5). Immutable.</summary>
/// <remarks>
/// Costs are against the mid and positive on both sides. They are 0 for nothing, rise with size and are convex in it: each further coin costs at least as
/// much as the one before. Beyond the last price that was seen the side goes on as dense as it was on average between the mid and that price; a coin sold
/// never loses more than its worth, a coin bought back has no such bound.
/// </remarks>
public sealed class DepthProfile
{
    /// <summary>Sizes that can be asked for, in coins.</summary>
    internal static readonly Interval QuantityBounds = Interval.Closed(0, 1e15);

    /// <summary>Distances from the mid that can be asked for, as fractions of it.</summary>
    internal static readonly Interval DistanceBounds = Interval.Closed(0, 1);

    /// <summary>Prices that a book may have, USD a coin. These and the next keep every cost of every size finite.</summary>
    internal static readonly Interval PriceBounds = Interval.Closed(1e-12, 1e12);

    /// <summary>Amounts that a band may have, USD.</summary>
    internal static readonly Interval UsdBounds = Interval.Closed(0, 1e15);

    /// <summary>Quantities that a level may have, coins.</summary>
    internal static readonly Interval LevelBounds = Interval.Closed(1e-12, 1e15);

    private readonly DepthCurve bids;
    private readonly DepthCurve asks;

    private DepthProfile(double midUsd, double halfSpread, DepthCurve bids, DepthCurve asks)
    {
        (MidUsd, HalfSpread) = (midUsd, halfSpread);
        (this.bids, this.asks) = (bids, asks);
    }

    /// <summary>Halfway between best bid and best ask, USD per coin.</summary>
    public double MidUsd { get; }

    /// <summary>From the mid to either best price, as a fraction of the mid.</summary>
    public double HalfSpread { get; }

    /// <summary>The profile of a whole book.</summary>
    /// <param name="bids">By falling price, each price once.</param>
    /// <param name="asks">By rising price, each price once; the first above the first bid.</param>
    /// <exception cref="ArgumentException">A side is empty or out of order, the book is crossed, a price is not within [1e-12, 1e12] or a quantity not within [1e-12, 1e15].</exception>
    public static DepthProfile FromBook(ImmutableArray<DepthLevel> bids, ImmutableArray<DepthLevel> asks)
    {
        CheckLevels(bids, falling: true, nameof(bids));
        CheckLevels(asks, falling: false, nameof(asks));
        var (mid, halfSpread) = Middle(bids[0].PriceUsd, asks[0].PriceUsd);
        return new(
            mid,
            halfSpread,
            new([.. bids.Select(level => Flat(level, (mid - level.PriceUsd) / mid))], worstDistance: 1),
            new([.. asks.Select(level => Flat(level, (level.PriceUsd - mid) / mid))], double.PositiveInfinity));

        static (double, double, double) Flat(DepthLevel level, double distance) => (level.QuantityCoin, distance, distance);
    }

    /// <summary>The profile of a book of which only the depth by distance is known. Inside a band the coins are spread evenly over its distances.</summary>
    /// <param name="bestBidUsd">USD per coin; within [1e-12, 1e12].</param>
    /// <param name="bestAskUsd">USD per coin; above the bid.</param>
    /// <param name="bids">By rising distance, amounts never falling.</param>
    /// <param name="asks">By rising distance, amounts never falling.</param>
    /// <exception cref="ArgumentException">A side holds nothing, holds something nearer than the best price, or is out of order; or the book is crossed.</exception>
    public static DepthProfile FromBands(double bestBidUsd, double bestAskUsd, ImmutableArray<DepthBand> bids, ImmutableArray<DepthBand> asks)
    {
        bestBidUsd.Within(PriceBounds);
        bestAskUsd.Within(PriceBounds);
        var (mid, halfSpread) = Middle(bestBidUsd, bestAskUsd);
        return new(
            mid,
            halfSpread,
            new(Pieces(bids, mid, halfSpread, priceSign: -1, nameof(bids)), worstDistance: 1),
            new(Pieces(asks, mid, halfSpread, priceSign: 1, nameof(asks)), double.PositiveInfinity));
    }

    /// <summary>USD lost against the mid by trading a quantity through the book at once, half-spread included.</summary>
    /// <param name="side">Whom to trade with: bids when selling.</param>
    /// <param name="quantityCoin">Coins; within [0, 1e15].</param>
    /// <exception cref="ArgumentOutOfRangeException">Not within bounds.</exception>
    public double CostUsd(DepthSide side, double quantityCoin) => AnyCostUsd(side, quantityCoin.Within(QuantityBounds));

    /// <summary><see cref="CostUsd"/> over the quantity's value at the mid; the half-spread for nothing.</summary>
    public double CostFraction(DepthSide side, double quantityCoin) =>
        quantityCoin == 0 ? HalfSpread : CostUsd(side, quantityCoin) / (MidUsd * quantityCoin);

    /// <summary>How far from the mid the coin after <paramref name="quantityCoin"/> coins trades, as a fraction of the mid.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not within [0, 1e15].</exception>
    public double MarginalDistance(DepthSide side, double quantityCoin) => Curve(side).Distance(quantityCoin.Within(QuantityBounds));

    /// <summary>Coins that were seen; beyond them the profile is extrapolated.</summary>
    public double SeenCoin(DepthSide side) => Curve(side).SeenCoin;

    /// <summary>Coins seen at a distance from the mid or nearer.</summary>
    /// <param name="side">Which side.</param>
    /// <param name="distance">As a fraction of the mid; within [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">Not within bounds.</exception>
    public double CoinWithin(DepthSide side, double distance) => Curve(side).CoinWithin(distance.Within(DistanceBounds));

    /// <summary>USD seen at a distance from the mid or nearer, each coin at the price it trades at.</summary>
    /// <param name="side">Which side.</param>
    /// <param name="distance">As a fraction of the mid; within [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">Not within bounds.</exception>
    public double UsdWithin(DepthSide side, double distance)
    {
        var coin = CoinWithin(side, distance);
        var lostCoin = Curve(side).Cost(coin);
        return MidUsd * (side == DepthSide.Bids ? coin - lostCoin : coin + lostCoin);
    }

    /// <summary>One side as it is kept: coins, and the distances from the mid of the first and the last of them, from the mid outwards.</summary>
    /// <remarks>Between the two distances the coins are spread evenly. Beyond the last piece, at distance d after Q coins: d (1 + (q - Q)/Q), at most 1 for bids.</remarks>
    public ImmutableArray<(double Coin, double StartDistance, double EndDistance)> PiecesOf(DepthSide side) => Curve(side).Pieces;

    /// <summary>The same book around another mid: the same coins at the same distances, as fractions of it.</summary>
    /// <param name="ratio">New mid over this one; > 0.</param>
    public DepthProfile MovedBy(double ratio) => new(MidUsd * ratio.Positive(), HalfSpread, bids, asks);

    /// <summary>A book with a share of this one's coins at every distance: what one of several venues offers. A size costs as much there as size/share does here, times the share.</summary>
    /// <param name="share">> 0.</param>
    public DepthProfile OfShare(double share) => new(MidUsd, HalfSpread, bids.OfShare(share.Positive()), asks.OfShare(share));

    /// <summary><see cref="CostUsd"/> of any finite quantity of 0 or more: for sums, whose size nobody checked.</summary>
    internal double AnyCostUsd(DepthSide side, double quantityCoin) => MidUsd * Curve(side).Cost(quantityCoin);

    internal static (double MidUsd, double HalfSpread) Middle(double bestBidUsd, double bestAskUsd)
    {
        if (!(bestBidUsd < bestAskUsd)) throw new ArgumentException(FormattableString.Invariant($"the book is crossed: best bid {bestBidUsd} is not below best ask {bestAskUsd}"));
        var mid = (bestBidUsd + bestAskUsd) / 2;
        return (mid, (bestAskUsd - bestBidUsd) / 2 / mid);
    }

    private DepthCurve Curve(DepthSide side) => side == DepthSide.Bids ? bids : asks;

    private static void CheckLevels(ImmutableArray<DepthLevel> levels, bool falling, string name)
    {
        if (levels.IsDefaultOrEmpty) throw new ArgumentException("a side of the book is empty", name);
        for (var i = 0; i < levels.Length; i++)
        {
            // A name is only made for what is refused: a book has a thousand levels and comes with every tick.
            if (!PriceBounds.Contains(levels[i].PriceUsd)) levels[i].PriceUsd.Within(PriceBounds, $"{name}[{i}].{nameof(DepthLevel.PriceUsd)}");
            if (!LevelBounds.Contains(levels[i].QuantityCoin)) levels[i].QuantityCoin.Within(LevelBounds, $"{name}[{i}].{nameof(DepthLevel.QuantityCoin)}");
            if (i > 0 && (falling ? levels[i].PriceUsd >= levels[i - 1].PriceUsd : levels[i].PriceUsd <= levels[i - 1].PriceUsd))
                throw new ArgumentException($"level {i} is not farther from the mid than the one before", name);
        }
    }

    private static List<(double, double, double)> Pieces(ImmutableArray<DepthBand> bands, double mid, double halfSpread, int priceSign, string name)
    {
        var pieces = new List<(double, double, double)>();
        var (nearer, usd) = (halfSpread, 0.0);
        for (var i = 0; i < bands.Length; i++)
        {
            var band = bands[i];
            band.Distance.Within(Interval.Open(i == 0 ? 0 : bands[i - 1].Distance, 1), $"{name}[{i}].{nameof(DepthBand.Distance)}");
            band.CumulativeUsd.Within(UsdBounds, $"{name}[{i}].{nameof(DepthBand.CumulativeUsd)}");
            if (band.CumulativeUsd < usd) throw new ArgumentException($"band {i} holds less than the one inside it", name);
            if (band.CumulativeUsd > usd && band.Distance < halfSpread) throw new ArgumentException($"band {i} holds something nearer than the best price", name);
            if (band.CumulativeUsd > usd)
            {
                var coin = (band.CumulativeUsd - usd) / (mid * (1 + priceSign * (nearer + band.Distance) / 2));
                // Less is the rounding of a sum.
                if (coin >= LevelBounds.Low) pieces.Add((coin, nearer, band.Distance));
            }

            (nearer, usd) = (Math.Max(nearer, band.Distance), band.CumulativeUsd);
        }

        return pieces.Count > 0 ? pieces : throw new ArgumentException("a side of the book is empty", name);
    }
}
