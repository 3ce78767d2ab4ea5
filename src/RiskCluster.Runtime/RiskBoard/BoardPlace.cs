using RiskCluster.Risk.Engine;

namespace RiskCluster.Runtime.RiskBoard;

/// <summary>What an account and its owner hold at one moment.</summary>
/// <param name="Account"><c>venue/account</c>.</param>
/// <param name="Owner">Who answers for it.</param>
/// <param name="Lots">Of the account.</param>
/// <param name="OwnerLots">Of all accounts of the owner.</param>
public readonly record struct BoardPlace(string Account, string Owner, PortfolioLots Lots, PortfolioLots OwnerLots);
