using RiskCluster.Risk.Collateral;

namespace RiskCluster.Risk.Margin;

/// <summary>What a portfolio's equity consists of (MODEL MRG-7, COL-1 to COL-3); the parts add up to it.</summary>
/// <param name="CashUsd">Dollars, negative when owed.</param>
/// <param name="MarkValueUsd">Options and spot at their marks.</param>
/// <param name="UnrealisedProfit">Of futures and perpetuals, netted: what of it counts, and why.</param>
/// <param name="Collateral">What stands behind the positions: every line, every haircut, what counts.</param>
public sealed record EquityReport(double CashUsd, double MarkValueUsd, CollateralValue UnrealisedProfit, CollateralReport Collateral);
