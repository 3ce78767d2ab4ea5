namespace RiskCluster.Contracts.Margins;

/// <summary>Before and after a change, USD.</summary>
/// <param name="PreEquity">Before.</param>
/// <param name="PreInitialMargin">Before.</param>
/// <param name="PreMaintenanceMargin">Before.</param>
/// <param name="PreInitialMarginExcess">Before.</param>
/// <param name="PreMaintenanceMarginExcess">Before.</param>
/// <param name="PreState">Before.</param>
/// <param name="PostEquity">After.</param>
/// <param name="PostInitialMargin">After.</param>
/// <param name="PostMaintenanceMargin">After.</param>
/// <param name="PostInitialMarginExcess">After.</param>
/// <param name="PostMaintenanceMarginExcess">After.</param>
/// <param name="PostState">After.</param>
/// <param name="Components">What the requirement and equity consist of.</param>
/// <param name="IsValidTrade">Whether the change is allowed.</param>
/// <param name="Reasons">Why, or why not.</param>
/// <param name="Status">How far the figures may be trusted.</param>
/// <param name="AsOf">What they were computed from.</param>
public sealed record SimulatedMargin(
    decimal PreEquity,
    decimal PreInitialMargin,
    decimal PreMaintenanceMargin,
    decimal PreInitialMarginExcess,
    decimal PreMaintenanceMarginExcess,
    PortfolioCondition PreState,
    decimal PostEquity,
    decimal PostInitialMargin,
    decimal PostMaintenanceMargin,
    decimal PostInitialMarginExcess,
    decimal PostMaintenanceMarginExcess,
    PortfolioCondition PostState,
    IReadOnlyList<SimulatedComponent> Components,
    bool IsValidTrade,
    IReadOnlyList<string> Reasons,
    MarginStatus Status,
    AsOf AsOf);
