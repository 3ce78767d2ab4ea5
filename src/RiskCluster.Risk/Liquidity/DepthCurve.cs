using System.Collections.Immutable;

namespace RiskCluster.Risk.Liquidity;

/// <summary>One side of a book as the distance from the mid at which the next coin trades: piecewise linear in the coins before it, and never falling.</summary>
/// <remarks>
/// A price level is a flat piece, a depth band a rising one. Beyond what was seen the side is taken to be as dense as it was on average from the mid to
/// the last price seen, distance = last (1 + (q - Q)/Q), up to the distance at which a coin is worth nothing. Because the distance never falls, the cost of
/// walking, its integral, is monotone and convex.
/// </remarks>
internal sealed class DepthCurve
{
    private readonly double[] startCoin;
    private readonly double[] startCost;
    private readonly double[] startDistance;
    private readonly double[] slope;
    private readonly double lastDistance;
    private readonly double worstDistance;

    /// <param name="pieces">Coins, and the distance of the first and last of them; never falling from piece to piece.</param>
    /// <param name="worstDistance">1 for bids, because no price is below 0; infinite for asks.</param>
    public DepthCurve(IReadOnlyList<(double Coin, double StartDistance, double EndDistance)> pieces, double worstDistance)
    {
        this.worstDistance = worstDistance;
        Pieces = [.. pieces];
        (startCoin, startCost) = (new double[pieces.Count + 1], new double[pieces.Count + 1]);
        (startDistance, slope) = (new double[pieces.Count + 1], new double[pieces.Count + 1]);
        for (var i = 0; i < pieces.Count; i++)
        {
            var (coin, start, end) = pieces[i];
            (startDistance[i], slope[i]) = (start, (end - start) / coin);
            startCoin[i + 1] = startCoin[i] + coin;
            startCost[i + 1] = startCost[i] + (start + end) / 2 * coin;
        }

        SeenCoin = startCoin[^1];
        lastDistance = pieces[^1].EndDistance;
        (startDistance[^1], slope[^1]) = (lastDistance, lastDistance / SeenCoin);
    }

    /// <summary>What it was made of.</summary>
    public ImmutableArray<(double Coin, double StartDistance, double EndDistance)> Pieces { get; }

    /// <summary>Coins on all pieces together.</summary>
    public double SeenCoin { get; }

    /// <summary>A side that holds a share of every piece, at the same distances.</summary>
    public DepthCurve OfShare(double share) => new([.. Pieces.Select(piece => (piece.Coin * share, piece.StartDistance, piece.EndDistance))], worstDistance);

    /// <summary>How far from the mid the coin after <paramref name="coin"/> coins trades, as a fraction of the mid.</summary>
    public double Distance(double coin)
    {
        var piece = PieceAt(coin);
        return Math.Min(worstDistance, startDistance[piece] + slope[piece] * (coin - startCoin[piece]));
    }

    /// <summary>The integral of <see cref="Distance"/> from 0: coins lost against the mid by trading <paramref name="coin"/> coins.</summary>
    public double Cost(double coin)
    {
        var piece = PieceAt(coin);
        var (inside, start, rise) = (coin - startCoin[piece], startDistance[piece], slope[piece]);
        var untilWorst = piece == startCoin.Length - 1 ? Math.Min(inside, (worstDistance - start) / rise) : inside;
        var cost = startCost[piece] + untilWorst * (start + rise * untilWorst / 2);
        return inside > untilWorst ? cost + (inside - untilWorst) * worstDistance : cost;
    }

    /// <summary>Coins seen at a distance or nearer; what lies beyond the last piece is not counted.</summary>
    public double CoinWithin(double distance)
    {
        // The pieces that start at the distance or nearer come first: low ends as their number.
        var (low, high) = (0, startDistance.Length - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (startDistance[middle] <= distance) low = middle + 1;
            else high = middle;
        }

        if (low == 0) return 0;
        var last = low - 1;
        return slope[last] > 0 ? Math.Min(startCoin[low], startCoin[last] + (distance - startDistance[last]) / slope[last]) : startCoin[low];
    }

    /// <summary>The last piece that starts at or before an amount of coins.</summary>
    private int PieceAt(double coin)
    {
        var found = Array.BinarySearch(startCoin, coin);
        return found >= 0 ? found : ~found - 1;
    }
}
