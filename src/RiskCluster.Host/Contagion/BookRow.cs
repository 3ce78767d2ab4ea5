using System.Collections.Immutable;

namespace RiskCluster.Host.Contagion;

/// <summary>An account as a network sees it.</summary>
/// <param name="Account"><c>venue/account</c>.</param>
/// <param name="Owner">Whose.</param>
/// <param name="EquityUsd">Without pooled collateral.</param>
/// <param name="RequirementUsd">Initial margin; null when something that it holds has no price.</param>
/// <param name="PooledUsd">Collateral by pool.</param>
internal sealed record BookRow(string Account, string Owner, double EquityUsd, double? RequirementUsd, ImmutableSortedDictionary<string, double> PooledUsd);
