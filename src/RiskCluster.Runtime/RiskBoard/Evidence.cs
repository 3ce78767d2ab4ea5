using RiskCluster.Core.Margins;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Runtime.RiskBoard;

/// <summary>The one crossing from figures to the decimals of evidence: requirements up, equities down.</summary>
internal static class Evidence
{
    public static MarginEvidence Of(string portfolio, FigureStatus status, MarginFigure before, MarginFigure after, decimal reservedUsd, FigureInputs inputs) => new(
        portfolio,
        status,
        UsdRounding.Requirement(before.InitialMarginUsd),
        UsdRounding.Requirement(after.InitialMarginUsd),
        UsdRounding.Requirement(after.MaintenanceMarginUsd),
        UsdRounding.Equity(before.EquityUsd),
        UsdRounding.Equity(after.EquityUsd),
        reservedUsd,
        inputs);

    /// <summary>What the change takes from the excess over initial margin; 0 when it frees some.</summary>
    public static decimal TakenUsd(MarginEvidence evidence) =>
        Math.Max(0, evidence.PreEquityUsd - evidence.PreInitialMarginUsd - (evidence.PostEquityUsd - evidence.PostInitialMarginUsd));
}
