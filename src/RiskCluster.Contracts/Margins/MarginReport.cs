namespace RiskCluster.Contracts.Margins;

/// <summary>The margin of an account or owner, USD. Where there is no figure, <see cref="MarginSummary.Unavailable"/> says why, and what would rest on one is left out.</summary>
/// <param name="Margin">In short.</param>
/// <param name="Owner">Where it nets.</param>
/// <param name="StressLoss">Loss in the worst scenario.</param>
/// <param name="WorstScenario">Its name.</param>
/// <param name="ValueAtRisk">At the model's confidence.</param>
/// <param name="ExpectedShortfall">Mean loss beyond it.</param>
/// <param name="Contingencies">Charged beside the scan.</param>
/// <param name="UnwindCost">Of getting rid of it.</param>
/// <param name="Reserved">Initial margin taken by open orders.</param>
/// <param name="GrossNotional">Sum of the positions' sizes at the index price.</param>
/// <param name="Greeks">One an underlying held.</param>
/// <param name="ByUnderlying">What each underlying would need by itself.</param>
/// <param name="ByVenue">What each venue would need by itself, and its share.</param>
/// <param name="Baselines">What simpler systems would ask for.</param>
/// <param name="NettingBenefit">Standalone sum minus initial margin.</param>
/// <param name="NettingBenefitShare">The benefit as a part of the standalone sum, 0 to 1.</param>
/// <param name="RiskUnits">In Universal Risk Units.</param>
public sealed record MarginReport(
    MarginSummary Margin,
    string Owner,
    decimal? StressLoss,
    string? WorstScenario,
    decimal? ValueAtRisk,
    decimal? ExpectedShortfall,
    decimal? Contingencies,
    decimal? UnwindCost,
    decimal Reserved,
    decimal? GrossNotional,
    IReadOnlyList<Greeks> Greeks,
    IReadOnlyList<PartMargin> ByUnderlying,
    IReadOnlyList<PartMargin> ByVenue,
    Baselines? Baselines,
    decimal? NettingBenefit,
    decimal? NettingBenefitShare,
    RiskUnits? RiskUnits);
