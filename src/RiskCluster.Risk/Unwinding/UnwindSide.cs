namespace RiskCluster.Risk.Unwinding;

/// <summary>One side of a book in a continuous unwind: coin number T costs best price + impact x sqrt(T), and each lot its vega spread.</summary>
/// <param name="BestUsd">From the mid to the best price, USD a coin.</param>
/// <param name="ImpactUsd">Coefficient of the marginal impact.</param>
/// <param name="Lots">The numbers of the lots that close there.</param>
internal sealed record UnwindSide(double BestUsd, double ImpactUsd, int[] Lots)
{
    /// <summary>min over closed coins of cost weight x cost - freed weight x freed; at most 0.</summary>
    /// <param name="costWeight">> 0.</param>
    /// <param name="freedWeight">>= 0.</param>
    /// <param name="coin">Shape [L]: coins of each lot.</param>
    /// <param name="vegaUsd">Shape [L]: vega spread of a coin.</param>
    /// <param name="freedUsd">Shape [L]: what closing a coin frees.</param>
    /// <param name="taken">Shape [L], overwritten at this side's lots: coins closed where the minimum is.</param>
    /// <remarks>Coins go by falling worth until the next is worth less than its marginal cost, which rises with the coins before it.</remarks>
    public double Least(double costWeight, double freedWeight, double[] coin, double[] vegaUsd, double[] freedUsd, double[] taken)
    {
        var worth = Array.ConvertAll(Lots, lot => vegaUsd[lot] - freedWeight * freedUsd[lot] / costWeight);
        var order = (int[])Lots.Clone();
        Array.Sort(worth, order);
        var (before, usd) = (0.0, 0.0);
        for (var i = 0; i < order.Length; i++)
        {
            var until = -worth[i] <= BestUsd ? 0 : ImpactUsd > 0 ? Math.Pow((-worth[i] - BestUsd) / ImpactUsd, 2) : double.PositiveInfinity;
            var some = Math.Clamp(until - before, 0, coin[order[i]]);
            taken[order[i]] = some;
            usd += PriceUsd(before + some) - PriceUsd(before) + worth[i] * some;
            before += some;
        }

        return costWeight * usd;
    }

    /// <summary>The cost of coins from the first on, without vega spread.</summary>
    public double PriceUsd(double coin) => BestUsd * coin + ImpactUsd / 1.5 * coin * Math.Sqrt(coin);
}
