using System.Collections.Immutable;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Unwinding;

/// <summary>What closing parts of a book must cost at least, the yardstick of a plan, and about which parts (MODEL SYS-2).</summary>
/// <remarks>
/// Scan and contingencies of the maintenance margin are convex and homogeneous in the lots y that are left, so any subgradient g, taken anywhere, bounds them from below: g y.
/// Liquidation buffer and unwind cost are at least 0. The cheapest continuous path trades in ever smaller orders at the best price: it pays half-spread, square-root
/// impact and vega spread, but no walk. So with x = lots - y closed no plan costs less than
/// <code>
/// max over lambda >= 0 of  lambda ((1 + b) g lots - equity) + min over 0 &lt;= x &lt;= lots of  (1 + lambda) cost(x) - lambda ((1 + b) g x + haircut)
/// </code>
/// which is weak duality: every g and lambda give a bound, and no rounding makes it too high. The minimum is separate for each side of each book. From the binding
/// scenarios of the whole book on, g moves towards the subgradient of what the minimum leaves (Frank and Wolfe 1956), and the best bound counts. The mean of the minima is
/// about the cheapest way to land. Changes of what collateral counts for are left out.
/// </remarks>
internal sealed class UnwindCostBound
{
    private const int Rounds = 16;
    private const int CoarseSteps = 30;
    private const int GoldenSteps = 24;
    private const double GoldenShare = 0.6180339887498949;

    private readonly UnwindLots lots;
    private readonly double equityUsd;
    private readonly double bufferShare;
    private readonly List<UnwindSide> sides = [];
    private readonly double[] coinPerUnit;
    private readonly double[] coin;
    private readonly double[] vegaUsd;
    private readonly double[] haircutUsd;

    /// <summary>The bound of a book before its first step.</summary>
    public UnwindCostBound(UnwindLots lots, UnwindBooks books, MarginFigure figure, RiskModelRequirement rules, double bufferShare)
    {
        (this.lots, equityUsd, this.bufferShare) = (lots, figure.EquityUsd, bufferShare);
        var numbers = Enumerable.Range(0, lots.Lots.Length).ToList();
        // A lot without delta is counted in units, and stands alone.
        coinPerUnit = [.. lots.Lots.Select(lot => lot.DeltaCoin == 0 ? 1 : Math.Abs(lot.DeltaCoin))];
        coin = [.. numbers.Select(number => Math.Abs(lots.Units(number)) * coinPerUnit[number])];
        vegaUsd = [.. numbers.Select(number => books.VegaSpreadUsd(lots.Lots[number]) / coinPerUnit[number])];
        var profitUsd = numbers.Select(ProfitUsd).ToArray();
        var profit = rules.Collateral?.UnrealisedProfit;
        // Beyond the cap every dollar of profit that is taken counts anew.
        var haircut = profit is null ? 0 : profitUsd.Sum() * (1 - profit.Haircut) > profit.CapUsd ? 1 : profit.Haircut;
        haircutUsd = [.. numbers.Select(number => haircut * profitUsd[number] / coin[number])];
        foreach (var side in numbers.Where(number => lots.Lots[number].IsTradable).GroupBy(SideOf).OrderBy(side => side.Key))
        {
            var (best, impact) = side.Key >= 0 && books.SideCount > 0 ? books.Marginal(side.Key) : default;
            sides.Add(new(best, impact, [.. side]));
        }

        int SideOf(int number) => lots.Lots[number].DeltaCoin == 0 ? -1 - number : UnwindBooks.SideOf(lots.Lots[number], -lots.Units(number));

        double ProfitUsd(int number)
        {
            var lot = lots.Lots[number];
            return lot.EnteredUsd == 0 && lot.Coins == 0 ? 0 : Math.Max(0, lots.Units(number) * lot.ClosingUsd(lots.IndexUsd(lot.Underlying)));
        }
    }

    /// <summary>USD that closing all that may be traded costs on the cheapest continuous path.</summary>
    public double AllUsd => sides.Sum(side => side.PriceUsd(side.Lots.Sum(lot => coin[lot])) + side.Lots.Sum(lot => vegaUsd[lot] * coin[lot]));

    /// <summary>The bound, USD, >= 0, and the trades that come near it; null when no part of the book lands it.</summary>
    public (double Usd, ImmutableArray<UnwindTrade> Near)? Parts()
    {
        var perUnitUsd = lots.MaintenancePerUnitUsd([], venue: null, targetUsd: null);
        var (bestUsd, taken, mean) = (0.0, new double[coin.Length], new double[coin.Length]);
        for (var round = 0; round < Rounds; round++)
        {
            if (Bound(perUnitUsd, taken) is not { } usd) return null;
            bestUsd = Math.Max(bestUsd, usd);
            var weight = 2.0 / (round + 2);
            for (var lot = 0; lot < mean.Length; lot++) mean[lot] += weight * (taken[lot] - mean[lot]);
            var next = lots.MaintenancePerUnitUsd(Trades(taken).AsSpan(), venue: null, targetUsd: null);
            for (var lot = 0; lot < next.Length; lot++) perUnitUsd[lot] += 2.0 / (round + 3) * (next[lot] - perUnitUsd[lot]);
        }

        return (bestUsd, Trades(mean));
    }

    private ImmutableArray<UnwindTrade> Trades(double[] closed) =>
        [.. Enumerable.Range(0, closed.Length).Where(lot => closed[lot] > 1e-3 * coin[lot]).Select(lot => new UnwindTrade(lot, -Math.Sign(lots.Units(lot)) * closed[lot] / coinPerUnit[lot]))];

    /// <summary>The bound by one subgradient, and the coins closed at its minimum; null when it says that nothing lands.</summary>
    private double? Bound(double[] perUnitUsd, double[] taken)
    {
        var gapUsd = -equityUsd;
        var freedUsd = new double[coin.Length];
        for (var lot = 0; lot < freedUsd.Length; lot++)
        {
            gapUsd += (1 + bufferShare) * perUnitUsd[lot] * lots.Units(lot);
            freedUsd[lot] = (1 + bufferShare) * perUnitUsd[lot] * Math.Sign(lots.Units(lot)) / coinPerUnit[lot] + haircutUsd[lot];
        }

        Array.Clear(taken);
        if (gapUsd <= 0) return 0;
        double Least(double costWeight, double freedWeight) => sides.Sum(side => side.Least(costWeight, freedWeight, coin, vegaUsd, freedUsd, taken));
        double At(double power) => Math.Pow(2, power) * gapUsd + Least(1 + Math.Pow(2, power), Math.Pow(2, power));

        // The slope of the bound as lambda grows without end: above 0, nothing closes the gap.
        if (gapUsd + Least(1, 1) > 0) return null;
        var best = Enumerable.Range(0, CoarseSteps).MaxBy(step => At(step - CoarseSteps * 2 / 3));
        var (low, high) = (best - 1.0 - CoarseSteps * 2 / 3, best + 1.0 - CoarseSteps * 2 / 3);
        for (var step = 0; step < GoldenSteps; step++)
        {
            var (left, right) = (high - GoldenShare * (high - low), low + GoldenShare * (high - low));
            if (At(left) < At(right)) low = left;
            else high = right;
        }

        // High enough that the minimum closes the gap of the subgradient, where the two differ.
        return Math.Max(0, At(high));
    }
}
