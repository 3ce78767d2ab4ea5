namespace RiskCluster.Risk.Auctions;

/// <summary>How much of one leg a liquidator takes over so that its owner's shortage is gone (MODEL SYS-2).</summary>
/// <param name="ShortageUsd">Maintenance margin that is missing, at least 0.</param>
/// <param name="MarginRatio">Maintenance margin of the leg as a share of notional, within (0, 1].</param>
/// <param name="LiquidationFee">What the liquidator earns, a share of notional, within [0, 1).</param>
/// <param name="InsuranceFee">What the insurance fund earns, a share of notional, within [0, 1).</param>
/// <param name="PriceUsd">Price of one unit; > 0.</param>
/// <param name="QuotePriceUsd">Price of the currency that margin is counted in; > 0.</param>
/// <remarks>
/// Each unit taken over frees margin ratio x notional and costs its owner both fees: units = shortage / (price quote (ratio - liquidation fee) - price insurance
/// fee). Source: Drift's protocol. Fees that are at least the ratio free nothing: then no size helps.
/// </remarks>
public sealed record SingleLegUnwind(double ShortageUsd, double MarginRatio, double LiquidationFee, double InsuranceFee, double PriceUsd, double QuotePriceUsd = 1)
{
    /// <summary>USD of shortage that one unit removes.</summary>
    public double FreedPerUnitUsd => PriceUsd * QuotePriceUsd * (MarginRatio - LiquidationFee) - PriceUsd * InsuranceFee;

    /// <summary>The units, at least 0; null when no size removes the shortage.</summary>
    /// <exception cref="ArgumentException">A value outside its range.</exception>
    public double? Units()
    {
        Require(ShortageUsd >= 0 && double.IsFinite(ShortageUsd), "the shortage must be a finite number, at least 0");
        Require(MarginRatio is > 0 and <= 1, "the margin ratio must be within (0, 1]");
        Require(LiquidationFee is >= 0 and < 1, "the liquidation fee must be within [0, 1)");
        Require(InsuranceFee is >= 0 and < 1, "the insurance fee must be within [0, 1)");
        Require(PriceUsd > 0 && double.IsFinite(PriceUsd), "the price must be a positive number");
        Require(QuotePriceUsd > 0 && double.IsFinite(QuotePriceUsd), "the quote price must be a positive number");
        // What rounding alone leaves of ratio minus fees is nothing.
        return ShortageUsd == 0 ? 0 : FreedPerUnitUsd > 1e-12 * PriceUsd * QuotePriceUsd ? ShortageUsd / FreedPerUnitUsd : null;
    }

    private static void Require(bool holds, string rule)
    {
        if (!holds) throw new ArgumentException(rule);
    }
}
