using System.Collections.Immutable;
using RiskCluster.Risk.Instruments;

namespace RiskCluster.Risk.Language;

/// <summary>All that a model of the language may read of the market, at one instant.</summary>
/// <param name="AsOf">The instant.</param>
/// <param name="StablePriceUsd">USD per unit of the stable coin that cash is kept in; > 0.</param>
/// <param name="Underlyings">By coin.</param>
/// <param name="Collateral">By asset.</param>
public sealed record ModelMarket(
    UnixTime AsOf,
    double StablePriceUsd,
    ImmutableSortedDictionary<string, UnderlyingQuote> Underlyings,
    ImmutableSortedDictionary<string, AssetQuote> Collateral)
{
    /// <summary>
    /// The price of a collateral asset: its own, or, when it has none, that of the coin of the same name.
    /// </summary>
    /// <exception cref="ModelInputException">Neither is in the market.</exception>
    public AssetQuote PriceOf(string asset)
    {
        if (Collateral.TryGetValue(asset, out var quote)) return quote;
        if (Underlyings.TryGetValue(asset, out var coin)) return coin.Spot;
        throw new ModelInputException(asset, "the market has no price of this collateral");
    }
}
