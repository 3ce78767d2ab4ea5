using System.Collections.Immutable;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Engine;

/// <summary>Makes the full report of a portfolio out of double rows: what answers and explains, not what runs per tick. The same for the portfolios of a margin cycle and beside it.</summary>
public sealed class PortfolioReporter
{
    private readonly ReportSource source;
    private readonly RiskModel model;

    /// <summary>A reporter on a cycle; one caller at a time, and not while it runs.</summary>
    public PortfolioReporter(MarginCycle cycle, RiskModel model)
        : this((cycle ?? throw new ArgumentNullException(nameof(cycle))).Source, model)
    {
    }

    /// <summary>A reporter on any lots of some instruments; one caller at a time.</summary>
    public PortfolioReporter(PortfolioMargin margin, RiskModel model)
        : this((margin ?? throw new ArgumentNullException(nameof(margin))).Source, model)
    {
    }

    private PortfolioReporter(ReportSource source, RiskModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        (this.source, this.model) = (source, model);
    }

    private RiskArrays Arrays => source.Arrays;

    /// <summary>The report of a portfolio in the present market.</summary>
    /// <param name="held">Its lots, numbered as the cycle or the margin numbers them.</param>
    /// <exception cref="UnpricedInstrumentException">The portfolio holds what cannot be priced.</exception>
    public PortfolioReport Report(PortfolioLots held)
    {
        ArgumentNullException.ThrowIfNull(held);
        source.Require(held);
        var span = held.Span;
        var figure = source.Netting.Figure(span, source.Besides.Credit.Compile(held.Entry), worker: 0);
        var pnlUsd = new double[Arrays.ScenarioCount];
        source.Netting.Net(span, pnlUsd);
        var stressCount = Arrays.Scenarios.StressCount;
        var weights = ScanWeights.Of(pnlUsd, stressCount, figure, model.Requirement.EsConfidence);
        var lots = source.Netting.InitialPerUnitUsd(span, weights, span.Slots)
            .Select((perUnitUsd, i) => Contribution(held.Slots[i], held.Lots[i], figure, perUnitUsd))
            .ToImmutableArray();
        var greeks = Greeks(held);
        var grossUsd = GrossNotionalUsd(held);
        return new(
            held.Key,
            figure,
            stressCount > 0 ? Arrays.Scenarios.Names[figure.WorstScenario] : "",
            grossUsd,
            model.Baselines.FixedPercentage * grossUsd,
            model.Baselines.DeltaPriceMove * greeks.Sum(item => Math.Abs(item.DeltaCoin) * source.Besides.Equity.IndexUsd(item.Underlying)),
            greeks,
            lots,
            source.Equity(span),
            source.Besides.Unwinds.Of(span.Slots, span.Lots),
            [.. pnlUsd],
            MarginWaterfall.Of(figure, model.Requirement, stressCount),
            [.. weights.Select(item => new BindingScenario(item.Scenario, Arrays.Scenarios.Names[item.Scenario], item.Weight, pnlUsd[item.Scenario]))]);
    }

    private LotContribution Contribution(int slot, double lot, MarginFigure figure, double initialPerUnitUsd)
    {
        var row = source.Rows.Row(slot);
        return new(
            Arrays.Instruments[slot].Name,
            lot,
            lot * source.Besides.Equity.UnitUsd(slot),
            lot * Arrays.DeltaCoin[slot],
            lot * Arrays.VegaUsd[slot],
            Arrays.Scenarios.StressCount > 0 ? lot * row[figure.WorstScenario] : 0,
            lot * initialPerUnitUsd);
    }

    private ImmutableArray<UnderlyingGreeks> Greeks(PortfolioLots held)
    {
        var sums = new SortedDictionary<string, UnderlyingGreeks>(StringComparer.Ordinal);
        for (var i = 0; i < held.Lots.Length; i++)
        {
            var (slot, lot) = (held.Slots[i], held.Lots[i]);
            var underlying = Arrays.Instruments[slot].Underlying;
            var sum = sums.GetValueOrDefault(underlying) ?? new(underlying, 0, 0, 0, 0);
            sums[underlying] = new(
                underlying,
                sum.DeltaCoin + lot * Arrays.DeltaCoin[slot],
                sum.GammaPerUsd + lot * Arrays.GammaPerUsd[slot],
                sum.VegaUsd + lot * Arrays.VegaUsd[slot],
                sum.ThetaUsdPerDay + lot * Arrays.ThetaUsdPerDay[slot]);
        }

        return [.. sums.Values];
    }

    private double GrossNotionalUsd(PortfolioLots held)
    {
        var grossUsd = 0.0;
        for (var i = 0; i < held.Lots.Length; i++)
        {
            var instrument = Arrays.Instruments[held.Slots[i]];
            var unitUsd = instrument.IsSizedInUsd ? instrument.ContractSize : instrument.ContractSize * source.Besides.Equity.IndexUsd(instrument.Underlying);
            grossUsd += Math.Abs(held.Lots[i]) * unitUsd;
        }

        return grossUsd;
    }
}
