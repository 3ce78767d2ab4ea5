using RiskCluster.Risk.Liquidity;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Collateral;

/// <summary>A line of collateral behind an account, with its price (MODEL COL-1).</summary>
/// <param name="Asset">Its name, a word of the model's assets.</param>
/// <param name="Quantity">Units; within [-1e24, 1e24]; negative is a debt.</param>
/// <param name="SpotUsd">
/// USD a unit; (0, 1e12]. An asset that is an underlying of the market is worth its index price instead. Null: the market alone says, and until it does what is owned counts
/// nothing, and whoever owes it has no figure.
/// </param>
/// <param name="TimeWeightedUsd">Time-weighted average price, USD a unit; (0, 1e12]; null for the market's own, and where it has none either the other price decides alone.</param>
/// <param name="Chain">The chain that it is on; null: the one on which losses are paid.</param>
/// <param name="PriceAgeHours">Since the price was last set, hours; >= 0. Counts for claims on an issuer only.</param>
public sealed record PledgedAsset(string Asset, double Quantity, double? SpotUsd, double? TimeWeightedUsd = null, string? Chain = null, double PriceAgeHours = 0)
{
    internal static readonly Interval PriceAgeHoursBounds = Interval.Closed(0, 1e6);

    /// <summary>Units.</summary>
    public double Quantity { get; init => field = value.Within(CollateralBalance.QuantityBounds); } = Quantity.Within(CollateralBalance.QuantityBounds);

    /// <summary>USD a unit.</summary>
    public double? SpotUsd { get; } = SpotUsd?.Within(CollateralAsset.PriceBounds, nameof(SpotUsd));

    /// <summary>USD a unit.</summary>
    public double? TimeWeightedUsd { get; } = TimeWeightedUsd?.Within(CollateralAsset.PriceBounds, nameof(TimeWeightedUsd));

    /// <summary>Hours.</summary>
    public double PriceAgeHours { get; } = PriceAgeHours.Within(PriceAgeHoursBounds);
}
