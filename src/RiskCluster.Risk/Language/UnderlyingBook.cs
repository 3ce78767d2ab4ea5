using System.Collections.Immutable;

namespace RiskCluster.Risk.Language;

/// <summary>What a portfolio holds of one coin.</summary>
/// <param name="Quote">Its market.</param>
/// <param name="Expiries">By rising expiry.</param>
/// <param name="Perpetuals">By name.</param>
/// <param name="WithArrays">Positions that a model takes by their own risk arrays; they are not among the others.</param>
/// <param name="Collateral">Assets whose price moves with this coin in scenarios.</param>
internal sealed record UnderlyingBook(
    UnderlyingQuote Quote,
    ImmutableArray<ExpiryBook> Expiries,
    ImmutableArray<Leg> Perpetuals,
    ImmutableArray<Leg> WithArrays,
    ImmutableArray<CollateralLine> Collateral)
{
    /// <summary>All positions that the market prices, options first within their expiry.</summary>
    public IEnumerable<Leg> Legs => Expiries.SelectMany(expiry => expiry.Options.Concat(expiry.Futures)).Concat(Perpetuals);
}
