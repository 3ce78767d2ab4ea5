using System.Collections.Immutable;

namespace RiskCluster.Risk.Contagion;

/// <summary>Stress that spreads before anybody defaults (MODEL SYS-1).</summary>
/// <param name="Stress">Shape [N]: the share of its equity that each node has lost in the end; within [0, 1].</param>
/// <param name="Additional">DebtRank: the share of all economic value lost beyond the first shock, sum_i w_i (h_i(T) - h_i(0)) / sum_i w_i; within [0, 1].</param>
/// <param name="Rounds">How many rounds until nothing moved.</param>
public sealed record DebtRankResult(ImmutableArray<double> Stress, double Additional, int Rounds);
