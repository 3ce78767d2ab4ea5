using RiskCluster.Risk.Liquidity;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Collateral;

/// <summary>How much may rest on one issuer: min(cap, share of all collateral's gross value) (MODEL COL-3). Immutable.</summary>
/// <param name="CapUsd">Most that counts of one issuer, USD; [0, infinity].</param>
/// <param name="MaxShare">Most that counts of one issuer, as a share of the owner's gross collateral; (0, 1].</param>
/// <remarks>The share is of the gross value, so that haircuts of other assets do not move it. What the holdings of an issuer count together is cut in proportion.</remarks>
public sealed record IssuerCapRule(double CapUsd, double MaxShare)
{
    internal static readonly Interval CapUsdBounds = Interval.Closed(0, double.PositiveInfinity);
    internal static readonly Interval MaxShareBounds = Interval.AboveUpTo(0, 1);

    /// <summary>USD.</summary>
    public double CapUsd { get; } = CapUsd.Within(CapUsdBounds);

    /// <summary>Fraction.</summary>
    public double MaxShare { get; } = MaxShare.Within(MaxShareBounds);

    /// <summary>The limit of one issuer, USD.</summary>
    /// <param name="grossCollateralUsd">Of everything that is owned, debts left out; >= 0.</param>
    public double LimitUsd(double grossCollateralUsd) => Math.Min(CapUsd, MaxShare * grossCollateralUsd.NotNegative());
}
