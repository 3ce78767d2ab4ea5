using RiskCluster.Risk.Collateral;

namespace RiskCluster.Risk.Engine;

/// <summary>The sums of a portfolio that one more trade moves, each by a term.</summary>
/// <param name="PnlUsd">Shape [S], USD, loss negative.</param>
/// <param name="Tail">Those of them that are worst; null where they are too many to be worth it.</param>
/// <param name="EquityUsd">Marks and entry values, before collateral and haircuts.</param>
/// <param name="ProfitUsd">Unrealised, of futures and perpetuals.</param>
/// <param name="DeltaUsd">Shape [underlyings of the scenarios]: net delta.</param>
/// <param name="ContingencyNet">Shape [groups of contingencies], USD.</param>
/// <param name="UnwindNet">Shape [2 x underlyings]: net coins of each, then the vega spread of each.</param>
/// <param name="Collateral">A trade leaves it as it is.</param>
internal sealed record StandingSums(
    double[] PnlUsd, StandingTail? Tail, double EquityUsd, double ProfitUsd, double[] DeltaUsd, double[] ContingencyNet, double[] UnwindNet, CollateralPlan Collateral);
