using System.Collections.Immutable;

namespace RiskCluster.Risk.Language;

/// <summary>Everything one portfolio holds.</summary>
/// <param name="Key">Its name.</param>
/// <param name="CashUsd">Dollars, negative when owed.</param>
/// <param name="Positions">Any order; several lines of one instrument are added up.</param>
/// <param name="Collateral">Any order; several lines of one asset are added up.</param>
/// <param name="External">Margins that come with the portfolio.</param>
public sealed record ModelPortfolio(
    string Key,
    double CashUsd,
    ImmutableArray<ModelPosition> Positions,
    ImmutableArray<CollateralHolding> Collateral,
    ExternalMargins External);
