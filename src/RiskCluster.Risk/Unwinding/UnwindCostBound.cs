using System.Collections.Immutable;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Unwinding;

/// <summary>What closing parts of a book must cost at least: the yardstick of a plan (MODEL SYS-2).</summary>
/// <remarks>
/// The maintenance margin is split in a convex part, scan and contingencies, and the rest, liquidation buffer and unwind cost. Closing x_i units of each lot frees of the
/// first at most g x, g a subgradient at the start, and of the second at most all of it. The cheapest continuous path trades at the best price in ever smaller orders:
/// it pays half-spread, square-root impact and vega spread, but no walk. So no plan costs less than
/// <code>
/// max over lambda >= 0 of   lambda G + min over 0 &lt;= x &lt;= lots of  (1 + lambda) cost(x) - lambda freed(x),     G = gap - (1 + b) MM's other part
/// </code>
/// which is weak duality, so that every lambda gives a bound and rounding none too high. The minimum is separate for each side of each book: coins are taken
/// by falling value until the next is worth less than its marginal cost. Changes of what collateral counts for are left out.
/// </remarks>
internal sealed class UnwindCostBound
{
    private const int CoarseSteps = 40;
    private const int GoldenSteps = 60;
    private const double GoldenShare = 0.6180339887498949;

    private readonly double gapUsd;
    private readonly List<Side> sides = [];

    /// <summary>The bound of a book before its first step.</summary>
    public UnwindCostBound(UnwindLots lots, UnwindBooks books, MarginFigure figure, RiskModelRequirement rules, double bufferShare)
    {
        var unwindUsd = rules.MaintenanceFactor * (figure.Unwind.BufferUsd(figure.ScanUsd) + (rules.Unwind?.MaintenanceShare ?? 0) * figure.Unwind.CostUsd);
        gapUsd = (1 + bufferShare) * (figure.MaintenanceMarginUsd - unwindUsd) - figure.EquityUsd;
        var perUnitUsd = lots.MaintenancePerUnitUsd(venue: null, targetUsd: null);
        var profit = rules.Collateral?.UnrealisedProfit;
        // Beyond the cap every dollar of profit that is taken counts anew.
        var haircut = profit is null ? 0 : Enumerable.Range(0, lots.Lots.Length).Sum(ProfitUsd) * (1 - profit.Haircut) > profit.CapUsd ? 1 : profit.Haircut;
        var open = Enumerable.Range(0, lots.Lots.Length).Where(number => lots.Lots[number].IsTradable);
        foreach (var side in open.GroupBy(number => lots.Lots[number].DeltaCoin == 0 ? -1 - number : UnwindBooks.SideOf(lots.Lots[number], -lots.Units(number))).OrderBy(side => side.Key))
        {
            var (best, impact) = side.Key >= 0 && books.SideCount > 0 ? books.Marginal(side.Key) : default;
            sides.Add(new(best, impact, [.. side.Select(Item)]));
        }

        double ProfitUsd(int number)
        {
            var lot = lots.Lots[number];
            return lot.EnteredUsd == 0 && lot.Coins == 0 ? 0 : Math.Max(0, lots.Units(number) * lot.ClosingUsd(lots.IndexUsd(lot.Underlying)));
        }

        Item Item(int number)
        {
            var lot = lots.Lots[number];
            // A lot without delta is counted in units: it is alone on its side.
            var coin = lot.DeltaCoin == 0 ? 1 : Math.Abs(lot.DeltaCoin);
            var units = Math.Abs(lots.Units(number));
            var freedUsd = (1 + bufferShare) * perUnitUsd[number] * Math.Sign(lots.Units(number)) + haircut * ProfitUsd(number) / units;
            return new(units * coin, freedUsd / coin, books.VegaSpreadUsd(lot) / coin);
        }
    }

    /// <summary>USD that closing all that may be traded costs on the cheapest continuous path.</summary>
    public double AllUsd => sides.Sum(side => side.AllUsd());

    /// <summary>USD that no plan which lands on the buffer margin goes below, >= 0; null when none can land.</summary>
    public double? PartUsd()
    {
        if (gapUsd <= 0) return 0;
        // The slope of the bound as lambda grows without end: above 0, nothing closes the gap.
        if (gapUsd + sides.Sum(side => side.Least(1, 1)) > 0) return null;
        var best = Enumerable.Range(0, CoarseSteps).MaxBy(step => At(Math.Pow(2, step - CoarseSteps / 2)));
        var (low, high) = ((double)(best - 1 - CoarseSteps / 2), (double)(best + 1 - CoarseSteps / 2));
        for (var step = 0; step < GoldenSteps; step++)
        {
            var (left, right) = (high - GoldenShare * (high - low), low + GoldenShare * (high - low));
            if (At(Math.Pow(2, left)) < At(Math.Pow(2, right))) low = left;
            else high = right;
        }

        return Math.Max(0, At(Math.Pow(2, (low + high) / 2)));
    }

    private double At(double lambda) => lambda * gapUsd + sides.Sum(side => side.Least(1 + lambda, lambda));

    /// <summary>Some coins of one lot: how many, what a coin frees and what its vega spread costs, USD.</summary>
    private readonly record struct Item(double Coin, double FreedUsd, double VegaUsd);

    /// <summary>One side of a book: marginal cost of coin T is best price + impact x sqrt(T).</summary>
    private sealed record Side(double BestUsd, double ImpactUsd, ImmutableArray<Item> Items)
    {
        /// <summary>min over x of cost weight x cost - freed weight x freed; at most 0.</summary>
        public double Least(double costWeight, double freedWeight)
        {
            var (coin, usd) = (0.0, 0.0);
            foreach (var (item, worth) in Items.Select(item => (item, Worth: freedWeight * item.FreedUsd / costWeight - item.VegaUsd)).OrderByDescending(item => item.Worth))
            {
                if (worth <= BestUsd) break;
                var until = ImpactUsd > 0 ? Math.Pow((worth - BestUsd) / ImpactUsd, 2) : double.PositiveInfinity;
                var taken = Math.Min(item.Coin, until - coin);
                if (taken <= 0) break;
                usd += PriceUsd(coin + taken) - PriceUsd(coin) - worth * taken;
                coin += taken;
            }

            return costWeight * usd;
        }

        public double AllUsd() => PriceUsd(Items.Sum(item => item.Coin)) + Items.Sum(item => item.VegaUsd * item.Coin);

        private double PriceUsd(double coin) => BestUsd * coin + ImpactUsd / 1.5 * coin * Math.Sqrt(coin);
    }
}
