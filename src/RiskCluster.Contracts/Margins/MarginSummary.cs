namespace RiskCluster.Contracts.Margins;

/// <summary>The margin of an account or owner in short, USD.</summary>
/// <param name="Portfolio"><c>venue/account</c>, or an owner.</param>
/// <param name="Status">How far it may be trusted.</param>
/// <param name="State">Where equity stands; left out when there is no figure.</param>
/// <param name="Equity">Equity, rounded down to 1e-6; left out when there is no figure.</param>
/// <param name="InitialMargin">Requirement to open or add, at least 0, rounded up to 1e-6.</param>
/// <param name="MaintenanceMargin">Requirement to keep, at least 0, rounded up to 1e-6.</param>
/// <param name="InitialMarginExcess">Equity minus initial margin.</param>
/// <param name="MaintenanceMarginExcess">Equity minus maintenance margin.</param>
/// <param name="Unavailable">Why there is no figure; left out when there is one.</param>
/// <param name="AsOf">What it was computed from.</param>
public sealed record MarginSummary(
    string Portfolio,
    MarginStatus Status,
    PortfolioCondition? State,
    decimal? Equity,
    decimal? InitialMargin,
    decimal? MaintenanceMargin,
    decimal? InitialMarginExcess,
    decimal? MaintenanceMarginExcess,
    string? Unavailable,
    AsOf AsOf);
