using System.Collections.Immutable;

namespace RiskCluster.Risk.Margin;

/// <summary>The governed bounds of the price range of every underlying (CAL-2).</summary>
/// <param name="Default">For underlyings that are not named.</param>
/// <param name="ByUnderlying">For those that are.</param>
public sealed record RiskModelPriceRanges(PriceRangeBounds Default, ImmutableSortedDictionary<string, PriceRangeBounds> ByUnderlying)
{
    /// <summary>The bounds of an underlying.</summary>
    public PriceRangeBounds For(string underlying) => ByUnderlying.GetValueOrDefault(underlying, Default);

    internal static RiskModelPriceRanges Read(RiskModelNode node) =>
        new(node.Object("default", PriceRangeBounds.Read), node.Map("by_underlying", PriceRangeBounds.Read));
}
