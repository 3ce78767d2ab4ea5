using RiskCluster.Contracts.Accounts;

namespace RiskCluster.Contracts.Margins;

/// <summary>What if: <c>POST /v1/margin:simulate</c>. With neither account nor owner it is a public calculator over an empty portfolio.</summary>
/// <param name="Account"><c>venue/account</c>; left out to simulate an owner, or nothing held.</param>
/// <param name="Owner">An owner; left out to simulate an account, or nothing held.</param>
/// <param name="AddPositions">True: the changes are trades on top of what is held. False: they are all that is held afterwards.</param>
/// <param name="SimulatedPositionChanges">At most 1,000.</param>
/// <param name="SimulatedCollateralChanges">What comes or goes; at most 100.</param>
/// <param name="CashChange">Added to cash, USD; negative is a withdrawal.</param>
/// <param name="Overrides">The market that the result stands in; at most one an underlying.</param>
public sealed record MarginSimulation(
    string? Account = null,
    string? Owner = null,
    bool AddPositions = true,
    IReadOnlyList<PositionEntry>? SimulatedPositionChanges = null,
    IReadOnlyList<CollateralEntry>? SimulatedCollateralChanges = null,
    decimal CashChange = 0,
    IReadOnlyList<MarketOverride>? Overrides = null);
