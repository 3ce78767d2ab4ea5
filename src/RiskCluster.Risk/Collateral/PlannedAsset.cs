namespace RiskCluster.Risk.Collateral;

/// <summary>One asset of a <see cref="CollateralPlan"/>: the numbers of its <see cref="PledgeTerms"/> side by side, for the pass over all portfolios.</summary>
/// <param name="Coin">The coin of its name; unpriced while the market does not know it.</param>
/// <param name="SpotUsd">USD a unit, where the market does not know it; 0 where nothing else says.</param>
/// <param name="TimeWeightedUsd">USD a unit; null where there is none.</param>
/// <param name="GovernedCapUsd">USD; null where only a book bounds it.</param>
/// <param name="Follows">The number of the underlying that it moves with; negative for none.</param>
/// <param name="CorrelationThere">Of its return with that underlying's.</param>
/// <param name="First">Its first holding.</param>
/// <param name="Last">One past its last holding.</param>
/// <param name="Issuer">The number of its issuer; negative for what is nobody's claim.</param>
internal readonly record struct PlannedAsset(
    CollateralCoin Coin, double SpotUsd, double? TimeWeightedUsd, double? GovernedCapUsd, int Follows, double CorrelationThere, int First, int Last, int Issuer)
{
    /// <summary>What a unit counts at when owned, and when owed, USD.</summary>
    public (double OwnedUsd, double OwedUsd) PricesUsd()
    {
        var spotUsd = Coin.IndexUsd ?? SpotUsd;
        var averageUsd = TimeWeightedUsd ?? Coin.TimeWeightedUsd ?? spotUsd;
        return (Math.Min(spotUsd, averageUsd), Math.Max(spotUsd, averageUsd));
    }

    /// <summary>True while something says what it is worth.</summary>
    public bool IsPriced => SpotUsd > 0 || Coin.IndexUsd is not null;

    /// <summary>What can be sold of it, USD.</summary>
    public double CapUsd(LiquidityCapRule rule) => rule.CapUsd(GovernedCapUsd, Coin.SellableUsd);

    /// <summary>Of its return with the portfolio's P&amp;L.</summary>
    public double Correlation(ReadOnlySpan<double> correlations) => Follows < 0 ? 0 : Math.Clamp(CorrelationThere * correlations[Follows], -1, 1);
}
