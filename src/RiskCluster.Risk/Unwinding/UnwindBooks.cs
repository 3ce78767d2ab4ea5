using RiskCluster.Risk.Liquidity;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Unwinding;

/// <summary>The books that an unwind trades in, one a venue and underlying, and what its trades cost there (MODEL MRG-5).</summary>
/// <remarks>
/// <code>
/// cost of a step in one side of a book = regimes x (walked cost of its coins in the full book + I(T + q) - I(T) + vega spread)
/// I(T) = T mid Y vol sqrt(T / volume)
/// </code>
/// T are the coins that the unwind traded on that side before: the book refills between steps, the market's answer adds up, so it does not depend on how an
/// unwind is cut into steps. Options join through their delta. Buying and selling in one step do not net: they are two orders.
/// </remarks>
internal sealed class UnwindBooks
{
    private readonly UnwindRule? rule;
    private readonly Func<string, UnwindMarket?> marketOf;
    private readonly Dictionary<(string Venue, string Underlying), UnwindMarket> told;
    private readonly List<((string Venue, string Underlying) Key, UnwindMarket Market)> books = [];
    private readonly List<double> traded = [];
    private double[] coins = [];

    /// <param name="rule">Impact, bounds of the regimes and slice distance; null: trading is free and unlimited.</param>
    /// <param name="told">What the venues tell.</param>
    /// <param name="marketOf">The market of an underlying on venues that tell nothing.</param>
    public UnwindBooks(UnwindRule? rule, IEnumerable<VenueBook> told, Func<string, UnwindMarket?> marketOf)
    {
        this.rule = rule;
        this.marketOf = marketOf;
        this.told = told.ToDictionary(book => (book.Venue, book.Underlying), book => book.Market);
    }

    /// <summary>How many sides there are: bids of book n are number 2n, asks 2n + 1.</summary>
    public int SideCount => traded.Count;

    /// <summary>The number of a book.</summary>
    public int Open(string venue, string underlying)
    {
        var found = books.FindIndex(book => book.Key == (venue, underlying));
        if (found >= 0 || rule is null) return Math.Max(0, found);
        var market = told.TryGetValue((venue, underlying), out var own) ? own : marketOf(underlying);
        books.Add(((venue, underlying), market ?? throw new ArgumentException($"no book of {underlying} on {venue}, and no market to take one from")));
        traded.AddRange([0, 0]);
        coins = new double[traded.Count];
        return books.Count - 1;
    }

    /// <summary>Which side a trade of a lot takes: bids when its coins are sold.</summary>
    public static int SideOf(UnwindLot lot, double units) => 2 * lot.Book + (units * lot.DeltaCoin <= 0 ? 0 : 1);

    /// <summary>USD a coin that trading costs at the best price, and the coefficient of sqrt(T) in the marginal impact of a coin: what no schedule gets below.</summary>
    public (double BestUsd, double ImpactUsd) Marginal(int side)
    {
        var market = books[side / 2].Market;
        var regimes = Regimes(market);
        return (regimes * market.MidUsd * market.Depth.HalfSpread, 1.5 * regimes * market.MidUsd * rule!.ImpactCoefficient * market.VolDaily / Math.Sqrt(market.VolumeCoinPerDay));
    }

    /// <summary>What the regimes of a lot's book make of its vega spread, USD a unit.</summary>
    public double VegaSpreadUsd(UnwindLot lot) => rule is null ? 0 : Regimes(books[lot.Book].Market) * lot.VegaSpreadUsd;

    /// <summary>The largest share of some trades that is one order on each side: what lies within the slice distance of the best price.</summary>
    public double LargestShare(UnwindLots lots, ReadOnlySpan<UnwindTrade> trades)
    {
        Sum(lots, trades, 1);
        var share = 1.0;
        for (var side = 0; side < coins.Length; side++)
            if (coins[side] > 0)
                share = Math.Min(share, SliceCoin(side) / coins[side]);
        return share;
    }

    /// <summary>How many orders some trades need on the side that needs most.</summary>
    public double OrderCount(UnwindLots lots, ReadOnlySpan<UnwindTrade> trades) => 1 / LargestShare(lots, trades);

    /// <summary>The cost of a share of some trades. Allocates nothing.</summary>
    public TradingCost Cost(UnwindLots lots, ReadOnlySpan<UnwindTrade> trades, double share)
    {
        if (rule is null) return default;
        var cost = new TradingCost(0, 0, 0, 0, Sum(lots, trades, share));
        for (var side = 0; side < coins.Length; side++)
            if (coins[side] > 0)
                cost += OrderCost(side, coins[side]);
        return cost;
    }

    /// <summary>The cost of each of some trades: a step's cost by coins and vega; shape [n], USD.</summary>
    public double[] CostOfEach(UnwindLots lots, ReadOnlySpan<UnwindTrade> trades, double share)
    {
        var each = new double[trades.Length];
        if (rule is null) return each;
        Sum(lots, trades, share);
        for (var i = 0; i < each.Length; i++)
        {
            var lot = lots.Lots[trades[i].Lot];
            var units = share * trades[i].Units;
            var (side, coin) = (SideOf(lot, units), Math.Abs(units * lot.DeltaCoin));
            each[i] = Math.Abs(units) * VegaSpreadUsd(lot) + (coin > 0 ? OrderCost(side, coins[side]).TotalUsd * coin / coins[side] : 0);
        }

        return each;
    }

    /// <summary>How much worse than its mark, USD, the last unit of a trade is when a share of all of them is made.</summary>
    public double[] WorstPerUnitUsd(UnwindLots lots, ReadOnlySpan<UnwindTrade> trades, double share)
    {
        var worst = new double[trades.Length];
        if (rule is null) return worst;
        Sum(lots, trades, share);
        for (var i = 0; i < worst.Length; i++)
        {
            var lot = lots.Lots[trades[i].Lot];
            var side = SideOf(lot, trades[i].Units);
            var market = books[lot.Book].Market;
            var distance = Regimes(market) * market.MarginalDistance(BookSide(side), coins[side]);
            worst[i] = Math.Abs(lot.DeltaCoin) * (market.MidUsd * distance + Marginal(side).ImpactUsd * Math.Sqrt(traded[side] + coins[side])) + VegaSpreadUsd(lot);
        }

        return worst;
    }

    /// <summary>Counts a share of some trades as made.</summary>
    public void Apply(UnwindLots lots, ReadOnlySpan<UnwindTrade> trades, double share)
    {
        Sum(lots, trades, share);
        for (var side = 0; side < coins.Length; side++) traded[side] += coins[side];
    }

    private static DepthSide BookSide(int side) => side % 2 == 0 ? DepthSide.Bids : DepthSide.Asks;

    private TradingCost OrderCost(int side, double coin)
    {
        var market = books[side / 2].Market;
        var regimes = Regimes(market);
        var notionalUsd = coin * market.MidUsd;
        var halfSpreadUsd = notionalUsd * market.Depth.HalfSpread;
        var walkUsd = Math.Max(0, market.CostUsd(BookSide(side), coin) - halfSpreadUsd);
        var (before, after) = (traded[side], traded[side] + coin);
        var impactUsd = Marginal(side).ImpactUsd / 1.5 * (after * Math.Sqrt(after) - before * Math.Sqrt(before));
        return new(notionalUsd, regimes * halfSpreadUsd, regimes * walkUsd, impactUsd, 0);
    }

    private double SliceCoin(int side)
    {
        var market = books[side / 2].Market;
        return market.CoinWithin(BookSide(side), Math.Min(1, market.Depth.HalfSpread + rule!.Horizon.SliceDistance));
    }

    private double Regimes(in UnwindMarket market) => Math.Clamp(market.VolRegime, 1, rule!.MaxVolRegime) * Math.Clamp(market.CongestionFactor, 1, rule.MaxCongestion);

    /// <summary>Sums the coins by side and answers the vega spread, regimes applied.</summary>
    private double Sum(UnwindLots lots, ReadOnlySpan<UnwindTrade> trades, double share)
    {
        Array.Clear(coins);
        var vegaSpreadUsd = 0.0;
        foreach (var trade in trades)
        {
            var lot = lots.Lots[trade.Lot];
            var units = share * trade.Units;
            if (coins.Length > 0) coins[SideOf(lot, units)] += Math.Abs(units * lot.DeltaCoin);
            vegaSpreadUsd += Math.Abs(units) * VegaSpreadUsd(lot);
        }

        return vegaSpreadUsd;
    }
}
