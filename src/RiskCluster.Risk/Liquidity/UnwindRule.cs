using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Liquidity;

/// <summary>What it costs to get rid of a position within the liquidation horizon (MODEL MRG-5). Immutable.</summary>
/// <param name="ImpactCoefficient">Y of the square-root law; [0, 5].</param>
/// <param name="MaxVolRegime">Most that the volatility regime multiplies the cost by; [1, 10].</param>
/// <param name="MaxCongestion">Most that congestion multiplies the cost by; [1, 10].</param>
/// <param name="Horizon">From size to horizon.</param>
/// <param name="Concentration">Add-on against open interest.</param>
/// <remarks>
/// <code>
/// cost = vol regime x congestion x (half-spread + walk + impact + vega spread) + concentration         USD
/// half-spread = |Q| mid s           walk = n (walked cost of |Q|/n) - half-spread, n slices over the horizon
/// impact = |Q| mid Y vol_daily sqrt(|Q| / volume a day)
/// </code>
/// Q is the <em>net</em> quantity of an underlying: splitting a position over accounts or over equal instruments changes nothing as long as their deltas
/// are netted first; unwinding two halves in two separate markets is cheaper than the whole in one. The cost is 0 for nothing, never negative, and rises with size.
/// Y is about 1: a day's volume costs about a day's volatility (Grinold and Kahn, Active Portfolio Management, 2nd ed., chapter 16; Toth et al., Anomalous
/// price impact and the critical nature of liquidity in financial markets, Phys. Rev. X 1, 021006, 2011).
/// </remarks>
public sealed record UnwindRule(double ImpactCoefficient, double MaxVolRegime, double MaxCongestion, LiquidationHorizonRule Horizon, ConcentrationRule Concentration)
{
    internal static readonly Interval ImpactCoefficientBounds = Interval.Closed(0, 5);
    internal static readonly Interval MaxVolRegimeBounds = Interval.Closed(1, 10);
    internal static readonly Interval MaxCongestionBounds = Interval.Closed(1, 10);

    /// <summary>Y.</summary>
    public double ImpactCoefficient { get; } = ImpactCoefficient.Within(ImpactCoefficientBounds);

    /// <summary>Bound of the volatility regime.</summary>
    public double MaxVolRegime { get; } = MaxVolRegime.Within(MaxVolRegimeBounds);

    /// <summary>Bound of the congestion factor.</summary>
    public double MaxCongestion { get; } = MaxCongestion.Within(MaxCongestionBounds);

    /// <summary>The cost of unwinding an exposure.</summary>
    /// <param name="market">Depth, volume, open interest and regimes of the underlying.</param>
    /// <param name="exposure">Net coins and what leaving the options' volatility costs.</param>
    public UnwindCost Of(UnwindMarket market, UnwindExposure exposure) => Of(market, exposure.NetDeltaCoin, exposure.VegaSpreadUsd);

    /// <summary>The cost of unwinding any finite net coins and vega spread. Allocates nothing.</summary>
    internal UnwindCost Of(in UnwindMarket market, double netDeltaCoin, double vegaSpreadUsd)
    {
        var quantity = Math.Abs(netDeltaCoin);
        var horizon = Horizon.OfAny(market, netDeltaCoin);
        var notionalUsd = quantity * market.MidUsd;
        var halfSpreadUsd = notionalUsd * market.Depth.HalfSpread;
        var sliceCostUsd = market.CostUsd(UnwindMarket.SideFor(netDeltaCoin), quantity / horizon.Slices);
        return new()
        {
            NetDeltaCoin = netDeltaCoin,
            NotionalUsd = notionalUsd,
            Horizon = horizon,
            HalfSpreadUsd = halfSpreadUsd,
            // Not below 0 by a rounding error where the first level takes the whole slice.
            WalkUsd = Math.Max(0, horizon.Slices * sliceCostUsd - halfSpreadUsd),
            ImpactUsd = notionalUsd * ImpactCoefficient * market.VolDaily * Math.Sqrt(quantity / market.VolumeCoinPerDay),
            VegaSpreadUsd = vegaSpreadUsd,
            VolRegime = Math.Clamp(market.VolRegime, 1, MaxVolRegime),
            CongestionFactor = Math.Clamp(market.CongestionFactor, 1, MaxCongestion),
            ConcentrationUsd = notionalUsd * Concentration.Fraction(quantity, market.OpenInterestCoin),
        };
    }
}
