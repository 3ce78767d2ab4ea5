namespace RiskCluster.Risk.Collateral;

/// <summary>A pledged asset and what of the market moves it.</summary>
/// <param name="Asset">As it is priced and governed where the market does not know it; its correlation is not read.</param>
/// <param name="Coin">The coin of its name; unpriced while the market does not know it.</param>
/// <param name="HasPrice">False when the pledge came without a price: the asset has one while its coin has.</param>
/// <param name="TimeWeightedUsd">The average price that came with the pledge, USD a unit; null where there is none, and the asset has its spot price for one.</param>
/// <param name="Follows">The number of the underlying that it moves with; negative for none.</param>
/// <param name="Correlation">Of its return with that underlying's; [-1, 1].</param>
internal sealed record PledgeTerms(CollateralAsset Asset, CollateralCoin Coin, bool HasPrice, double? TimeWeightedUsd, int Follows, double Correlation)
{
    /// <summary>True while something says what the asset is worth.</summary>
    public bool IsPriced => HasPrice || Coin.IndexUsd is not null;

    /// <summary>The asset in the present market, while it is priced.</summary>
    /// <param name="correlations">Shape [underlyings]. Correlation of each underlying's return with the portfolio's P&amp;L.</param>
    public CollateralAsset At(ReadOnlySpan<double> correlations)
    {
        var asset = Asset with { PortfolioCorrelation = Follows < 0 ? 0 : Math.Clamp(Correlation * correlations[Follows], -1, 1) };
        return Coin.IndexUsd is not { } indexUsd ? asset : asset with { SpotUsd = indexUsd, TimeWeightedUsd = TimeWeightedUsd ?? Coin.TimeWeightedUsd ?? indexUsd, Depth = Coin.Depth };
    }
}
