using System.Collections.Immutable;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Language.Components;

/// <summary>
/// Haircuts of collateral by asset (COL-1); an asset that is not named counts nothing. What is borrowed counts whole, and the haircut of its value is asked for on top.
/// </summary>
internal sealed record CollateralHaircuts(ImmutableSortedDictionary<string, CollateralHaircut> Assets) : ICharge
{
    public static CollateralHaircuts Read(RiskModelNode node) => new(node.Map("assets", CollateralHaircut.Read));

    public IEnumerable<ComponentMargin> Charge(string name, MarginCase margin)
    {
        foreach (var line in margin.Collateral)
        {
            var haircut = Of(line.Asset);
            var value = Math.Abs(line.Value);
            yield return new($"{name}: {line.Asset}", value * (haircut.Maintenance + haircut.InitialExtra), value * haircut.Maintenance);
        }
    }

    /// <summary>True when the asset's value moves with the coin in scenarios: it cancels risk, and it is that coin or the market has no other.</summary>
    public bool MovesWith(string asset, string underlying, ModelMarket market) =>
        Of(asset).IsRiskCancelling && (asset == underlying || (market.Underlyings.Count == 1 && !market.Underlyings.ContainsKey(asset)));

    private CollateralHaircut Of(string asset) => Assets.GetValueOrDefault(asset, CollateralHaircut.Whole);
}
