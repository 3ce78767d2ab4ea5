namespace RiskCluster.Risk.Collateral;

/// <summary>One asset of a <see cref="CollateralPlan"/>.</summary>
/// <param name="Terms">Its price, what is governed of it, and what moves it.</param>
/// <param name="First">Its first holding.</param>
/// <param name="Last">One past its last holding.</param>
/// <param name="Issuer">The number of its issuer; negative for what is nobody's claim.</param>
internal readonly record struct PlannedAsset(PledgeTerms Terms, int First, int Last, int Issuer)
{
    /// <summary>Negative when it moves with no underlying.</summary>
    public int Follows => Terms.Follows;

    /// <summary>What a unit counts at when owned, and when owed, USD.</summary>
    public (double OwnedUsd, double OwedUsd) PricesUsd()
    {
        var (spotUsd, averageUsd) = Terms.Coin.IndexUsd is { } indexUsd
            ? (indexUsd, Terms.TimeWeightedUsd ?? indexUsd)
            : (Terms.Asset.SpotUsd, Terms.Asset.TimeWeightedUsd);
        return (Math.Min(spotUsd, averageUsd), Math.Max(spotUsd, averageUsd));
    }

    /// <summary>What can be sold of it, USD.</summary>
    public double CapUsd(LiquidityCapRule rule) => rule.CapUsd(Terms.Asset.CapUsd, Terms.Coin.SellableUsd);

    /// <summary>Of its return with the portfolio's P&amp;L.</summary>
    public double Correlation(ReadOnlySpan<double> correlations) => Terms.CorrelationWith(correlations);
}
