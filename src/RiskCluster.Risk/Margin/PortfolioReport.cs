using System.Collections.Immutable;

namespace RiskCluster.Risk.Margin;

/// <summary>Everything that is said of one portfolio's margin at one instant; every figure in double (MODEL MRG-9, MRG-10).</summary>
/// <param name="Key">Account (<c>venue/account</c>) or owner.</param>
/// <param name="Figure">Requirement and equity.</param>
/// <param name="WorstScenario">Name of the worst stress scenario.</param>
/// <param name="GrossNotionalUsd">Sum of |units| in coins at the index price.</param>
/// <param name="FixedPercentageUsd">Baseline: the model's share of gross notional.</param>
/// <param name="DeltaBasedUsd">Baseline: |net delta| x index price x the model's move, summed over underlyings.</param>
/// <param name="Greeks">One entry an underlying held.</param>
/// <param name="Lots">In the order of the margin cycle.</param>
/// <param name="Equity">What the figure's equity consists of.</param>
/// <param name="Unwind">What getting rid of each underlying held costs; empty when the model charges none.</param>
/// <param name="PnlUsd">Shape [S]: P&amp;L in every scenario.</param>
/// <param name="Waterfall">From losses to margins.</param>
/// <param name="Binding">The scenarios that the scan rests on, with their weights; empty when it is 0.</param>
public sealed record PortfolioReport(
    string Key,
    MarginFigure Figure,
    string WorstScenario,
    double GrossNotionalUsd,
    double FixedPercentageUsd,
    double DeltaBasedUsd,
    ImmutableArray<UnderlyingGreeks> Greeks,
    ImmutableArray<LotContribution> Lots,
    EquityReport Equity,
    ImmutableArray<UnderlyingUnwind> Unwind,
    ImmutableArray<double> PnlUsd,
    ImmutableArray<MarginStep> Waterfall,
    ImmutableArray<BindingScenario> Binding);
