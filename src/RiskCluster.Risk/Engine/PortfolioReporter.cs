using System.Collections.Immutable;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Engine;

/// <summary>Makes the full report of a portfolio out of a margin cycle's double rows: what answers and explains, not what runs per tick.</summary>
public sealed class PortfolioReporter
{
    private readonly MarginCycle cycle;
    private readonly MarginBook book;
    private readonly RiskArrays arrays;
    private readonly RiskModel model;

    /// <summary>A reporter on a cycle and what it was made of.</summary>
    public PortfolioReporter(MarginCycle cycle, MarginBook book, RiskArrays arrays, RiskModel model)
    {
        this.cycle = cycle;
        this.book = book;
        this.arrays = arrays;
        this.model = model;
    }

    /// <summary>The report of a portfolio in the cycle's present market.</summary>
    /// <exception cref="InvalidOperationException">The portfolio holds what cannot be priced.</exception>
    public PortfolioReport Report(int portfolio)
    {
        var figure = cycle.Figure(portfolio);
        var pnlUsd = cycle.PnlUsd(portfolio);
        var weights = ScanWeights.Of(pnlUsd, arrays.Scenarios.StressCount, figure, model.Requirement.EsConfidence);
        var held = book.LotsOf(portfolio);
        var lots = cycle.InitialPerUnitUsd(portfolio, weights)
            .Select((perUnitUsd, i) => Contribution(held.Slots[i], held.Lots[i], figure, perUnitUsd))
            .ToImmutableArray();
        var greeks = Greeks(held);
        var grossUsd = GrossNotionalUsd(held);
        return new(
            book.KeyOf(portfolio),
            figure,
            arrays.Scenarios.StressCount > 0 ? arrays.Scenarios.Names[figure.WorstScenario] : "",
            grossUsd,
            model.Baselines.FixedPercentage * grossUsd,
            model.Baselines.DeltaPriceMove * greeks.Sum(item => Math.Abs(item.DeltaCoin) * cycle.IndexUsd(item.Underlying)),
            greeks,
            lots,
            cycle.Equity(portfolio),
            cycle.Unwind(portfolio),
            [.. pnlUsd],
            MarginWaterfall.Of(figure, model.Requirement, arrays.Scenarios.StressCount),
            [.. weights.Select(item => new BindingScenario(item.Scenario, arrays.Scenarios.Names[item.Scenario], item.Weight, pnlUsd[item.Scenario]))]);
    }

    private LotContribution Contribution(int slot, double lot, MarginFigure figure, double initialPerUnitUsd)
    {
        var row = cycle.RowUsd(slot);
        return new(
            book.Instruments[slot].Name,
            lot,
            lot * cycle.UnitUsd(slot),
            lot * arrays.DeltaCoin[slot],
            lot * arrays.VegaUsd[slot],
            arrays.Scenarios.StressCount > 0 ? lot * row[figure.WorstScenario] : 0,
            lot * initialPerUnitUsd);
    }

    private ImmutableArray<UnderlyingGreeks> Greeks(PortfolioLots held)
    {
        var sums = new SortedDictionary<string, UnderlyingGreeks>(StringComparer.Ordinal);
        for (var i = 0; i < held.Lots.Length; i++)
        {
            var (slot, lot) = (held.Slots[i], held.Lots[i]);
            var underlying = book.Instruments[slot].Underlying;
            var sum = sums.GetValueOrDefault(underlying) ?? new(underlying, 0, 0, 0, 0);
            sums[underlying] = new(
                underlying,
                sum.DeltaCoin + lot * arrays.DeltaCoin[slot],
                sum.GammaPerUsd + lot * arrays.GammaPerUsd[slot],
                sum.VegaUsd + lot * arrays.VegaUsd[slot],
                sum.ThetaUsdPerDay + lot * arrays.ThetaUsdPerDay[slot]);
        }

        return [.. sums.Values];
    }

    private double GrossNotionalUsd(PortfolioLots held)
    {
        var grossUsd = 0.0;
        for (var i = 0; i < held.Lots.Length; i++)
        {
            var instrument = book.Instruments[held.Slots[i]];
            var unitUsd = instrument.IsSizedInUsd ? instrument.ContractSize : instrument.ContractSize * cycle.IndexUsd(instrument.Underlying);
            grossUsd += Math.Abs(held.Lots[i]) * unitUsd;
        }

        return grossUsd;
    }
}
