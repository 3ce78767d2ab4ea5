using RiskCluster.Risk.Liquidity;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Collateral;

/// <summary>What is known of an asset that serves as collateral (MODEL COL-1). Immutable.</summary>
/// <param name="Asset">Its name.</param>
/// <param name="Tier">Its quality, a word of the haircut schedule.</param>
/// <param name="SpotUsd">Last price, USD a unit; (0, 1e12].</param>
/// <param name="TimeWeightedUsd">Time-weighted average price, USD a unit; (0, 1e12].</param>
/// <param name="PortfolioCorrelation">Correlation of its return with the portfolio's P&amp;L, [-1, 1]: above 0 it falls when the portfolio loses.</param>
/// <param name="IsOwnToken">Issued by the venue that holds it or by the owner: worth least when it is needed.</param>
/// <param name="Depth">Its order book; null when unknown.</param>
/// <param name="CapUsd">Governed bound of the market value that counts, USD; null when only depth bounds it, infinite for money itself.</param>
/// <param name="Claim">What stands behind a tokenised real-world asset; null for any other.</param>
public sealed record CollateralAsset(
    string Asset,
    string Tier,
    double SpotUsd,
    double TimeWeightedUsd,
    double PortfolioCorrelation = 0,
    bool IsOwnToken = false,
    DepthProfile? Depth = null,
    double? CapUsd = null,
    RealWorldClaim? Claim = null)
{
    internal static readonly Interval PriceBounds = Interval.AboveUpTo(0, 1e12);
    internal static readonly Interval PortfolioCorrelationBounds = Interval.Closed(-1, 1);

    /// <summary>USD a unit.</summary>
    public double SpotUsd { get; init => field = value.Within(PriceBounds); } = SpotUsd.Within(PriceBounds);

    /// <summary>USD a unit.</summary>
    public double TimeWeightedUsd { get; init => field = value.Within(PriceBounds); } = TimeWeightedUsd.Within(PriceBounds);

    /// <summary>Within [-1, 1].</summary>
    public double PortfolioCorrelation { get; init => field = value.Within(PortfolioCorrelationBounds); } = PortfolioCorrelation.Within(PortfolioCorrelationBounds);

    /// <summary>USD.</summary>
    public double? CapUsd { get; } = CapUsd?.Within(Interval.Closed(0, double.PositiveInfinity), nameof(CapUsd));

    /// <summary>What a unit counts at: the lower price for what is owned, the higher for what is owed, so that a spike of either helps nobody.</summary>
    /// <param name="quantity">Units; negative is a debt.</param>
    public double PriceUsd(double quantity) => quantity >= 0 ? Math.Min(SpotUsd, TimeWeightedUsd) : Math.Max(SpotUsd, TimeWeightedUsd);
}
