using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Liquidity;

/// <summary>The add-on for being a large part of a market: fraction = min(cap, slope x max(0, |Q|/open interest - threshold)^power) (MODEL MRG-5). Immutable.</summary>
/// <param name="ThresholdShare">Share of the open interest from which on it counts; [0, 1].</param>
/// <param name="Slope">Fraction of notional at a share of 1 above the threshold; [0, 10].</param>
/// <param name="Power">[1, 4]; 1 is proportional, 2 quadratic.</param>
/// <param name="MaxFraction">Most that is charged, as a fraction of notional; [0, 1].</param>
/// <remarks>
/// Monotone in size; convex in size below the cap, proportional to size above it. Without any open interest every position is at the cap. The share is of
/// the net quantity: what two accounts of one owner hold is one position.
/// </remarks>
public sealed record ConcentrationRule(double ThresholdShare, double Slope, double Power, double MaxFraction)
{
    internal static readonly Interval ThresholdShareBounds = Interval.Closed(0, 1);
    internal static readonly Interval SlopeBounds = Interval.Closed(0, 10);
    internal static readonly Interval PowerBounds = Interval.Closed(1, 4);
    internal static readonly Interval MaxFractionBounds = Interval.Closed(0, 1);

    // Keeps the power finite; no slope leaves anything below the cap there but a slope of next to nothing.
    private const double LargestShare = 1e9;

    /// <summary>Share of the open interest.</summary>
    public double ThresholdShare { get; } = ThresholdShare.Within(ThresholdShareBounds);

    /// <summary>Fraction of notional a share of 1.</summary>
    public double Slope { get; } = Slope.Within(SlopeBounds);

    /// <summary>Exponent of the share above the threshold.</summary>
    public double Power { get; } = Power.Within(PowerBounds);

    /// <summary>Fraction of notional.</summary>
    public double MaxFraction { get; } = MaxFraction.Within(MaxFractionBounds);

    /// <summary>The add-on as a fraction of notional, within [0, <see cref="MaxFraction"/>]; 0 for nothing.</summary>
    /// <param name="quantityCoin">Coins, either sign.</param>
    /// <param name="openInterestCoin">Coins; >= 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not a finite quantity, or a negative open interest.</exception>
    public double Fraction(double quantityCoin, double openInterestCoin)
    {
        var quantity = Math.Abs(quantityCoin.Finite());
        openInterestCoin.NotNegative();
        if (quantity == 0) return 0;
        if (openInterestCoin == 0) return MaxFraction;
        var above = Math.Max(0, Math.Min(LargestShare, quantity / openInterestCoin) - ThresholdShare);
        return above == 0 ? 0 : Math.Min(MaxFraction, Slope * Math.Pow(above, Power));
    }
}
