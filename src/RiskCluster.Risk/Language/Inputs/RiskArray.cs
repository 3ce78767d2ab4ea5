using System.Collections.Immutable;

namespace RiskCluster.Risk.Language;

/// <summary>P&amp;L of one unit in each scenario, as a clearing house publishes it.</summary>
/// <param name="PnlUsd">In the order of the model's scenarios; gains positive.</param>
public sealed record RiskArray(ImmutableArray<double> PnlUsd);
