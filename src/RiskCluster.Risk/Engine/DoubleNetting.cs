using System.Collections.Immutable;
using RiskCluster.Risk.Collateral;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Engine;

/// <summary>
/// The one function from lots to a figure, from double rows, in the fixed order of the lots (MODEL MRG-1 to MRG-7): the margin cycle, what-if, stress and
/// hedges all ask it, so that they agree to the last digit.
/// </summary>
internal sealed class DoubleNetting
{
    private readonly EquityColumns equity;
    private readonly DoubleRows rows;
    private readonly Contingencies contingencies;
    private readonly Unwinds unwinds;
    private readonly EquityCredit credit;
    private readonly RiskModelRequirement rules;
    private readonly int stressCount;
    private readonly double[][] scratch;

    public DoubleNetting(RiskArrays arrays, DoubleRows rows, Besides besides, RiskModelRequirement rules, int workers)
    {
        (equity, contingencies, unwinds, credit) = (besides.Equity, besides.Contingencies, besides.Unwinds, besides.Credit);
        this.rows = rows;
        this.rules = rules;
        stressCount = arrays.Scenarios.StressCount;
        scratch = [.. Enumerable.Range(0, workers).Select(_ => new double[arrays.ScenarioCount])];
    }

    /// <summary>The figure of a portfolio with its compiled collateral; its rows are made if need be.</summary>
    public MarginFigure Figure(LotSpan portfolio, CollateralPlan collateral, int worker)
    {
        var pnlUsd = scratch[worker].AsSpan();
        Net(portfolio, pnlUsd);
        return Of(portfolio, collateral, pnlUsd, worker);
    }

    /// <summary>A portfolio with all that its figure after a trade is made from.</summary>
    public PortfolioStanding Standing(PortfolioLots portfolio, CollateralPlan collateral, int worker)
    {
        var lots = portfolio.Span;
        var pnlUsd = new double[scratch[worker].Length];
        Net(lots, pnlUsd);
        pnlUsd.CopyTo(scratch[worker], 0);
        var sums = new StandingSums(
            pnlUsd, StandingTail.Of(pnlUsd, stressCount, rules.EsConfidence), equity.EquityUsd(lots), credit.ProfitUsd(lots), credit.DeltaUsd(lots), contingencies.NetOf(lots.Slots, lots.Lots), unwinds.NetOf(lots.Slots, lots.Lots), collateral);
        return new(portfolio, Of(lots, collateral, scratch[worker], worker), sums);
    }

    /// <summary>The figure after one more trade: one row and the sums that it moves instead of all lots, in another order of rounding. Allocates nothing.</summary>
    /// <param name="before">The portfolio without the trade.</param>
    /// <param name="slot">What is traded.</param>
    /// <param name="units">Signed units traded.</param>
    /// <param name="paidUsd">What was paid for them, or what they were entered at; signed like the units.</param>
    /// <param name="worker">Whose scratch memory to use.</param>
    public MarginFigure FigureAfter(PortfolioStanding before, int slot, double units, double paidUsd, int worker)
    {
        var sums = before.Sums;
        var pnlUsd = scratch[worker].AsSpan();
        if (sums.Tail is { } tail && tail.TryAdd(rows.Row(slot), rows.Range(slot), units, pnlUsd)) pnlUsd = pnlUsd[..tail.Count];
        else rows.Add(sums.PnlUsd, slot, units, pnlUsd);
        var lot = before.Lots.UnitsOf(slot);
        var gainUsd = units * equity.UnitUsd(slot) - paidUsd;
        var unwind = unwinds.After(sums.UnwindNet, slot, lot, units, worker);
        var creditUsd = credit.UsdAfter(sums, slot, units, gainUsd, unwind.HorizonDays, worker);
        var historyCount = sums.PnlUsd.Length - stressCount;
        return Requirement.Of(pnlUsd, stressCount, historyCount, rules, sums.EquityUsd + gainUsd + creditUsd, contingencies.After(before.Figure.Contingencies, sums.ContingencyNet, slot, lot, units), unwind);
    }

    /// <summary>P&amp;L of a portfolio in every scenario.</summary>
    /// <param name="portfolio">Its lots.</param>
    /// <param name="pnlUsd">Shape [S], overwritten.</param>
    public void Net(LotSpan portfolio, Span<double> pnlUsd)
    {
        pnlUsd.Clear();
        for (var i = 0; i < portfolio.Lots.Length; i++) rows.AddTo(pnlUsd, portfolio.Slots[i], portfolio.Lots[i]);
    }

    /// <summary>
    /// What one unit of an instrument contributes to the initial margin of a portfolio: factor x (its part of the extended scan + its part of the contingencies
    /// + its part of the unwind cost). Lots times these add up to the margin: Euler shares of scan and contingencies, shares by average cost of buffer and
    /// unwind, which are not homogeneous in size (MODEL MRG-10).
    /// </summary>
    /// <param name="portfolio">Its lots.</param>
    /// <param name="weights">Of its binding scenarios (<see cref="ScanWeights"/>).</param>
    /// <param name="slots">Shape [n]. The instruments asked for.</param>
    /// <returns>Shape [n], USD; negative for a hedge.</returns>
    public double[] InitialPerUnitUsd(LotSpan portfolio, ImmutableArray<(int Scenario, double Weight)> weights, ReadOnlySpan<int> slots)
    {
        var besideUsd = contingencies.PerUnitUsd(portfolio.Slots, portfolio.Lots);
        var extension = 1 + unwinds.Charge(portfolio.Slots, portfolio.Lots, worker: 0).BufferFraction;
        var unwindUsd = unwinds.PerUnitUsd(portfolio.Slots, portfolio.Lots);
        var perUnitUsd = new double[slots.Length];
        for (var i = 0; i < slots.Length; i++)
            perUnitUsd[i] = rules.InitialFactor * (extension * ScanWeights.PerUnitUsd(weights, rows.Row(slots[i])) + besideUsd[slots[i]] + unwindUsd[slots[i]]);
        return perUnitUsd;
    }

    /// <summary>
    /// A subgradient of what in the maintenance margin is convex and homogeneous: maintenance factor x (scan + its part of the contingencies), without the
    /// liquidation buffer and unwind cost (MODEL MRG-8).
    /// </summary>
    /// <param name="portfolio">Its lots.</param>
    /// <param name="weights">Of its binding scenarios (<see cref="ScanWeights"/>).</param>
    /// <param name="slots">Shape [n]. The instruments asked for, held or not.</param>
    /// <returns>Shape [n], USD per unit; negative for a hedge.</returns>
    public double[] MaintenancePerUnitUsd(LotSpan portfolio, ImmutableArray<(int Scenario, double Weight)> weights, ReadOnlySpan<int> slots)
    {
        var besideUsd = contingencies.MaintenancePerUnitUsd(portfolio.Slots, portfolio.Lots);
        var perUnitUsd = new double[slots.Length];
        for (var i = 0; i < perUnitUsd.Length; i++)
            perUnitUsd[i] = rules.MaintenanceFactor * (ScanWeights.PerUnitUsd(weights, rows.Row(slots[i])) + besideUsd[slots[i]]);
        return perUnitUsd;
    }

    private MarginFigure Of(LotSpan portfolio, CollateralPlan collateral, Span<double> pnlUsd, int worker)
    {
        var charge = contingencies.Charge(portfolio.Slots, portfolio.Lots, worker);
        var unwind = unwinds.Charge(portfolio.Slots, portfolio.Lots, worker);
        return Requirement.Of(pnlUsd, stressCount, rules, equity.EquityUsd(portfolio) + credit.Usd(portfolio, collateral, unwind.HorizonDays, worker), charge, unwind);
    }
}
