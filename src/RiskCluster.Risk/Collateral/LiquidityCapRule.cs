using RiskCluster.Risk.Liquidity;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Collateral;

/// <summary>How much of an asset counts because it can be sold (MODEL COL-1). Immutable.</summary>
/// <param name="SaleDistance">How far below the mid a sale may go, as a fraction of the mid; (0, 0.5].</param>
/// <param name="Refills">How often the book fills up again within the horizon; [1, 1000].</param>
/// <param name="DepthShare">Share of that depth that is ours; (0, 1].</param>
/// <param name="TaperMultiple">At this multiple of the cap a further dollar counts nothing; [1, 10]. 1 cuts off at the cap.</param>
/// <param name="DefaultCapUsd">Cap of an asset of which neither depth nor a cap is known, USD; [0, 1e12].</param>
/// <remarks>
/// cap C = min(governed cap, share x refills x USD bid within the distance). Up to C value counts fully; from C to kC each further dollar counts from 1 down
/// to 0 along a line; beyond kC nothing more. So the counted value is continuous, never falls with size, and never exceeds C (k + 1)/2.
/// </remarks>
public sealed record LiquidityCapRule(double SaleDistance, double Refills, double DepthShare, double TaperMultiple, double DefaultCapUsd)
{
    internal static readonly Interval SaleDistanceBounds = Interval.AboveUpTo(0, 0.5);
    internal static readonly Interval RefillsBounds = Interval.Closed(1, 1000);
    internal static readonly Interval DepthShareBounds = Interval.AboveUpTo(0, 1);
    internal static readonly Interval TaperMultipleBounds = Interval.Closed(1, 10);
    internal static readonly Interval DefaultCapUsdBounds = Interval.Closed(0, 1e12);

    /// <summary>Fraction of the mid.</summary>
    public double SaleDistance { get; } = SaleDistance.Within(SaleDistanceBounds);

    /// <summary>Times a horizon.</summary>
    public double Refills { get; } = Refills.Within(RefillsBounds);

    /// <summary>Fraction of the depth.</summary>
    public double DepthShare { get; } = DepthShare.Within(DepthShareBounds);

    /// <summary>k.</summary>
    public double TaperMultiple { get; } = TaperMultiple.Within(TaperMultipleBounds);

    /// <summary>USD.</summary>
    public double DefaultCapUsd { get; } = DefaultCapUsd.Within(DefaultCapUsdBounds);

    /// <summary>C, USD; may be infinite.</summary>
    public double CapUsd(CollateralAsset asset)
    {
        ArgumentNullException.ThrowIfNull(asset);
        return CapUsd(asset.CapUsd, asset.Depth is null ? null : SellableUsd(asset.Depth));
    }

    /// <summary>Share x refills x USD bid within the distance.</summary>
    internal double SellableUsd(DepthProfile depth) => DepthShare * Refills * depth.UsdWithin(DepthSide.Bids, SaleDistance);

    /// <summary>C, from a governed cap and what the book takes, either of which may be unknown.</summary>
    internal double CapUsd(double? governedUsd, double? sellableUsd) =>
        sellableUsd is null ? governedUsd ?? DefaultCapUsd : Math.Min(governedUsd ?? double.PositiveInfinity, sellableUsd.Value);

    /// <summary>What counts of a market value, USD.</summary>
    /// <param name="valueUsd">Of all holdings of the asset together; >= 0.</param>
    /// <param name="capUsd">C; >= 0, may be infinite.</param>
    /// <exception cref="ArgumentOutOfRangeException">Negative or not a number.</exception>
    public double CountedUsd(double valueUsd, double capUsd)
    {
        valueUsd.NotNegative();
        capUsd.Within(Interval.Closed(0, double.PositiveInfinity));
        if (valueUsd <= capUsd) return valueUsd;
        var taperUsd = (TaperMultiple - 1) * capUsd;
        if (taperUsd == 0) return capUsd;
        var beyond = Math.Min(1, (valueUsd - capUsd) / taperUsd);
        return capUsd + taperUsd * beyond * (1 - beyond / 2);
    }
}
