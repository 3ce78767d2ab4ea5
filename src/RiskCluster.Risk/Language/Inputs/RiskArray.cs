using System.Collections.Immutable;

namespace RiskCluster.Risk.Language;

/// <summary>P&amp;L of one unit in each scenario, as a clearing house publishes it.</summary>
/// <param name="PnlUsd">In the order of the model's scenarios; gains positive.</param>
/// <param name="Delta">Of one unit, in units of the underlying: SPAN's composite delta; 0 where spreads do not matter.</param>
/// <param name="Days">To expiry.</param>
public sealed record RiskArray(ImmutableArray<double> PnlUsd, double Delta = 0, double Days = 0);
