using RiskCluster.Risk.Collateral;

namespace RiskCluster.Risk.Margin;

/// <summary>What is governed of an asset that serves as collateral (COL-1, COL-3).</summary>
/// <param name="Tier">Its quality, a word of the haircut schedule.</param>
/// <param name="Follows">The underlying whose price it moves with; null for none.</param>
/// <param name="Correlation">Correlation of its return with that underlying's; within [-1, 1], 1 where nothing is said.</param>
/// <param name="IsOwnToken">Issued by a venue that takes it, or by its owners.</param>
/// <param name="CapUsd">Bound of the market value that counts, USD; within [0, 1e15]; null where only the rule's default bounds it.</param>
/// <param name="Claim">What stands behind a tokenised real-world asset; null for any other.</param>
public sealed record RiskModelCollateralAsset(string Tier, string? Follows, double Correlation, bool IsOwnToken, double? CapUsd, RiskModelClaim? Claim)
{
    /// <summary>An asset that the model does not name: of no tier, so that only an entry for every asset, or for it by name, can count it.</summary>
    public static readonly RiskModelCollateralAsset Unknown = new("", null, 0, false, null, null);

    /// <summary>The rule's view of the asset at its prices.</summary>
    /// <param name="asset">Its name.</param>
    /// <param name="spotUsd">USD a unit; > 0.</param>
    /// <param name="timeWeightedUsd">USD a unit; > 0.</param>
    /// <param name="portfolioCorrelation">Correlation of its return with the portfolio's P&amp;L; [-1, 1].</param>
    /// <param name="priceAgeHours">Since its price was last set, hours; >= 0.</param>
    public CollateralAsset At(string asset, double spotUsd, double timeWeightedUsd, double portfolioCorrelation, double priceAgeHours) =>
        new(asset, Tier, spotUsd, timeWeightedUsd, portfolioCorrelation, IsOwnToken, Depth: null, CapUsd, Claim?.At(priceAgeHours));

    internal static RiskModelCollateralAsset Read(RiskModelNode node)
    {
        var cap = node.NumberOr("cap_usd", Interval.Closed(0, 1e15), double.NaN);
        return new(
            node.Text("tier"),
            node.TextOrNone("follows"),
            node.NumberOr("correlation", CollateralAsset.PortfolioCorrelationBounds, 1),
            node.Flag("own_token"),
            double.IsNaN(cap) ? null : cap,
            node.ObjectOrNone("claim", RiskModelClaim.Read));
    }
}
