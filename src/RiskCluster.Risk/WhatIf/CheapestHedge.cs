using System.Collections.Immutable;
using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.WhatIf;

/// <summary>The single trade with the least cost that frees a given amount of initial margin (MODEL MRG-11).</summary>
/// <param name="InitialMarginUsd">Before the trade.</param>
/// <param name="TargetUsd">What was to be freed.</param>
/// <param name="Best">The cheapest trade; null when no single trade in a candidate frees that much.</param>
/// <param name="Most">Only when there is none: the candidate that frees most, at the size that does; null when none frees anything.</param>
/// <param name="CandidateCount">How many candidates have a price.</param>
/// <remarks>
/// Along one instrument's size q the part of the margin that scan and contingencies make is convex: the worst of linear losses is convex, expected shortfall
/// is (Acerbi and Tasche 2002), so is their maximum, and so are the contingencies. Alone it leaves one interval of sizes that free enough, on one side of 0, and
/// since cost grows with |q| the best of a candidate is the end nearest to 0. Unwind cost and liquidation buffer are not convex in q, so sizes are first looked
/// at on a grid: the grid size nearest to 0 that frees enough brackets the answer, or else the least margin is looked for between the neighbours of the
/// best one. What is told frees what it says, whatever the shape: each evaluation is the full figure of the portfolio with the trade in it, as margined afterwards. Where the
/// margin is not convex, an interval of sizes narrower than a step of the grid (a 24th of the range) may be passed over.
/// The range is |q| &lt;= (IM(portfolio) + S(-portfolio)) / S(q-side of one unit), S = initial factor x (scan + contingencies): beyond that, because S is subadditive
/// and no more than the margin, nothing is freed. The least margin is known to about 1e-10 of the range, so a target nearer than that to the most that can be
/// freed may count as out of reach.
/// </remarks>
public sealed record CheapestHedge(double InitialMarginUsd, double TargetUsd, HedgeTrade? Best, HedgeTrade? Most, int CandidateCount)
{
    /// <summary>Searches all candidates.</summary>
    /// <param name="context">Model, scenarios, market.</param>
    /// <param name="accounts">The portfolio, netted.</param>
    /// <param name="candidates">Names; those without a price in the market are passed over.</param>
    /// <param name="unitCostUsd">What dealing one unit costs, USD, >= 0, for either side.</param>
    /// <param name="targetUsd">How much initial margin to free; > 0.</param>
    /// <exception cref="UnpricedInstrumentException">A position has no price.</exception>
    /// <exception cref="ArgumentException">A target or cost outside its range.</exception>
    public static CheapestHedge Of(
        MarginContext context, IReadOnlyList<AccountPortfolio> accounts, IEnumerable<string> candidates, Func<Instrument, double> unitCostUsd, double targetUsd)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(accounts);
        ArgumentNullException.ThrowIfNull(unitCostUsd);
        if (!(targetUsd > 0 && double.IsFinite(targetUsd))) throw new ArgumentException($"the amount to free must be positive, not {targetUsd}", nameof(targetUsd));
        var names = candidates.Distinct().ToList();
        using var margin = context.Open(accounts.SelectMany(account => account.Positions).Select(position => position.Instrument).Concat(names));
        var search = new Search(margin, margin.Compile("portfolio", accounts), context.Model.Requirement.InitialFactor, targetUsd);
        foreach (var slot in names.Order(StringComparer.Ordinal).Select(margin.SlotOf).Where(slot => margin.Arrays.Status(slot) is null))
            search.Try(slot, unitCostUsd(margin.Instruments[slot]));
        return new(search.InitialUsd, targetUsd, search.Best, search.Best is null ? search.Most : null, search.Count);
    }

    private sealed class Search
    {
        private readonly PortfolioMargin margin;
        private readonly PortfolioLots portfolio;
        private readonly double initialFactor;
        private readonly double targetUsd;
        private readonly double bothSidesUsd;

        public Search(PortfolioMargin margin, PortfolioLots portfolio, double initialFactor, double targetUsd)
        {
            this.margin = margin;
            this.portfolio = portfolio;
            this.targetUsd = targetUsd;
            this.initialFactor = initialFactor;
            InitialUsd = margin.Figure(portfolio).InitialMarginUsd;
            bothSidesUsd = InitialUsd + Subadditive(margin.Figure(portfolio.Times(-1)));
        }

        public double InitialUsd { get; }

        public HedgeTrade? Best { get; private set; }

        public HedgeTrade? Most { get; private set; }

        public int Count { get; private set; }

        public void Try(int slot, double costUsd)
        {
            if (!(costUsd >= 0 && double.IsFinite(costUsd))) throw new ArgumentException($"a cost must be 0 or more, not {costUsd}", nameof(costUsd));
            Count++;
            // A trade larger than this costs more than the best so far.
            var affordable = Best is null || costUsd == 0 ? double.PositiveInfinity : Best.CostUsd / costUsd;
            var low = -Math.Min(affordable, Bound(slot, -1));
            var high = Math.Min(affordable, Bound(slot, 1));
            if (low == high) return;

            double Initial(double units) => margin.Figure(portfolio.Plus(slot, units)).InitialMarginUsd;
            var level = InitialUsd - targetUsd;
            var (at, value) = SizeSearch.Lowest(Initial, low, high, level);
            var isEnough = value <= level;
            var units = isEnough ? SizeSearch.Nearest(Initial, at, level) : at;
            var trade = new HedgeTrade(margin.Instruments[slot].Name, units, InitialUsd - Initial(units), Math.Abs(units) * costUsd);
            if (isEnough && (Best is null || trade.CostUsd < Best.CostUsd)) Best = trade;
            if (!isEnough && trade.FreedUsd > (Most?.FreedUsd ?? 0)) Most = trade;
        }

        // A side on which one unit loses in no scenario needs no margin itself and has no bound; it is no trade that a market offers, and is left out.
        private double Bound(int slot, double side)
        {
            var unitUsd = Subadditive(margin.Figure(portfolio.Only(slot, side)));
            return unitUsd > 0 ? bothSidesUsd / unitUsd : 0;
        }

        private double Subadditive(MarginFigure figure) => initialFactor * (figure.ScanUsd + figure.Contingencies.InitialUsd);
    }
}
