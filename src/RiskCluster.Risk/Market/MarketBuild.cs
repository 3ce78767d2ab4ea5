using System.Collections.Immutable;

namespace RiskCluster.Risk.Market;

/// <summary>A snapshot and the report of how its smiles came about.</summary>
/// <param name="Snapshot">The market.</param>
/// <param name="Fits">One entry for each expiry, in the order of the snapshot.</param>
public sealed record MarketBuild(MarketSnapshot Snapshot, ImmutableArray<ExpiryFit> Fits)
{
    /// <summary>How many expiries came out with that status.</summary>
    public int Count(SliceStatus status) => Fits.Count(fit => fit.Status == status);
}
