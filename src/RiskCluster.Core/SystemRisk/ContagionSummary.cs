using System.Collections.Immutable;

namespace RiskCluster.Core.SystemRisk;

/// <summary>What a contagion run found (MODEL SYS-1). Amounts in USD, at least 0; shares within [0, 1].</summary>
/// <param name="Nodes">How many nodes the network had.</param>
/// <param name="Defaults">How many defaulted.</param>
/// <param name="Rounds">Waves of defaults.</param>
/// <param name="TotalLossUsd">Lost in all.</param>
/// <param name="DirectLossUsd">Of it at once.</param>
/// <param name="FireSaleLossUsd">Of it to fire sales.</param>
/// <param name="DefaultCostsUsd">Of it to default costs.</param>
/// <param name="SystemicLossShare">The share that fell on others than those whom the shock struck.</param>
/// <param name="DebtRank">The share of all assets under stress beyond the shock.</param>
/// <param name="Venues">Each venue at most once.</param>
/// <param name="Pools">Each pool at most once.</param>
/// <param name="ResultHash">SHA-256 of the whole result, which is kept elsewhere; 64 hexadecimal digits in lower case.</param>
public sealed record ContagionSummary(
    long Nodes,
    long Defaults,
    long Rounds,
    decimal TotalLossUsd,
    decimal DirectLossUsd,
    decimal FireSaleLossUsd,
    decimal DefaultCostsUsd,
    decimal SystemicLossShare,
    decimal DebtRank,
    ImmutableArray<VenueContagion> Venues,
    ImmutableArray<PoolContagion> Pools,
    string ResultHash);
