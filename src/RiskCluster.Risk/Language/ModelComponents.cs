using RiskCluster.Risk.Language.Components;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Language;

/// <summary>The kinds of components that a model document may name. A new kind is its record, and one line here.</summary>
internal static class ModelComponents
{
    /// <summary>By the word in a document's member "type". Components act in this order, so that of two equal scenarios the same one always binds.</summary>
    public static readonly IReadOnlyList<(string Type, Func<RiskModelNode, object> Read)> Types =
    [
        ("valuation", Valuation.Read),
        ("settlement-window", SettlementWindow.Read),
        ("perpetual-options", PerpetualOptions.Read),
        ("vol-range-shock", VolRangeShock.Read),
        ("skew-shock", SkewShock.Read),
        ("static-discount", StaticDiscount.Read),
        ("forward-contingency", ForwardContingency.Read),
        ("stress-scenarios", StressScenarios.Read),
        ("risk-matrix", RiskMatrix.Read),
        ("span-scenarios", SpanScenarios.Read),
        ("gain-haircut", GainHaircut.Read),
        ("calendar-spreads", CalendarSpreads.Read),
        ("commodity-spreads", CommoditySpreads.Read),
        ("short-option-minimum", ShortOptionMinimum.Read),
        ("minimum-delta", MinimumDelta.Read),
        ("scan-requirement", ScanRequirement.Read),
        ("stable-peg", StablePeg.Read),
        ("perpetual-contingency", PerpetualContingency.Read),
        ("naked-short-contingency", NakedShortContingency.Read),
        ("collateral-haircuts", CollateralHaircuts.Read),
        ("oracle-confidence", OracleConfidence.Read),
        ("standard-option-margin", StandardOptionMargin.Read),
        ("linear-margin", LinearMargin.Read),
        ("collateral-credits", CollateralCredits.Read),
        ("short-and-perpetual-confidence", ShortAndPerpetualConfidence.Read),
        ("depeg-charge", DepegCharge.Read),
        ("roll-shock", RollShock.Read),
        ("delta-shock", DeltaShock.Read),
        ("fixed-charge", FixedCharge.Read),
        ("external-margins", ExternalMarginCharge.Read),
        ("funding-provision", FundingProvision.Read),
        ("fee-provision", FeeProvision.Read),
        ("notional-charge", NotionalCharge.Read),
        ("delta-charge", DeltaCharge.Read),
    ];

    /// <summary>Reads one component by its type.</summary>
    /// <returns>Its place in the order of <see cref="Types"/>, and the component.</returns>
    public static (int Order, object Component) Read(RiskModelNode node)
    {
        var order = node.Choice("type", [.. Types.Select((entry, i) => (entry.Type, i))]);
        return (order, Types[order].Read(node));
    }
}
