using System.Collections.Immutable;

namespace RiskCluster.Risk.Collateral;

/// <summary>A balance with its asset and its haircuts, while its value is worked out.</summary>
internal sealed class HeldCollateral
{
    public HeldCollateral(CollateralBalance balance, CollateralAsset asset, ImmutableArray<NamedHaircut> haircuts)
    {
        (Asset, Haircuts) = (asset, haircuts);
        TotalHaircut = Math.Min(1, haircuts.Sum(haircut => haircut.Fraction));
        GrossUsd = balance.Quantity * asset.PriceUsd(balance.Quantity);
        Tally = new($"{balance.Asset} at {balance.Venue} on {balance.Chain}", GrossUsd);
    }

    public CollateralAsset Asset { get; }

    public ImmutableArray<NamedHaircut> Haircuts { get; }

    /// <summary>At most 1.</summary>
    public double TotalHaircut { get; }

    /// <summary>Negative for a debt.</summary>
    public double GrossUsd { get; }

    public CollateralTally Tally { get; }
}
