using System.Collections.Immutable;

namespace RiskCluster.Risk.Contagion;

/// <summary>What one wave of defaults does: everybody pays what they then can, and prices fall until nobody has to sell more.</summary>
/// <param name="Number">0 is the shock itself, with everybody still paying in full.</param>
/// <param name="Defaults">Who defaults in this round, by rising name.</param>
/// <param name="LossesUsd">Shape [N], by node: equity lost since before the shock, at the end of the round; USD.</param>
/// <param name="Prices">Shape [K], by pool, at the end of the round.</param>
/// <param name="UnpaidUsd">What all creditors go without at the end of the round; USD.</param>
/// <param name="PriceSteps">How often prices were computed anew.</param>
public sealed record ContagionRound(
    int Number, ImmutableArray<string> Defaults, ImmutableArray<double> LossesUsd, ImmutableArray<double> Prices, double UnpaidUsd, int PriceSteps);
