using RiskCluster.Risk.Liquidity;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Collateral;

/// <summary>Haircut add-ons for collateral that falls with the portfolio (MODEL COL-1): weight x max(0, correlation), and a fixed one for own tokens. Immutable.</summary>
/// <param name="CorrelationWeight">Haircut at a correlation of 1; [0, 1].</param>
/// <param name="OwnTokenHaircut">Haircut of what the venue or the owner issued itself; [0, 1].</param>
public sealed record WrongWayRule(double CorrelationWeight, double OwnTokenHaircut)
{
    internal static readonly Interval CorrelationWeightBounds = Interval.Closed(0, 1);
    internal static readonly Interval OwnTokenHaircutBounds = Interval.Closed(0, 1);

    /// <summary>Fraction at a correlation of 1.</summary>
    public double CorrelationWeight { get; } = CorrelationWeight.Within(CorrelationWeightBounds);

    /// <summary>Fraction.</summary>
    public double OwnTokenHaircut { get; } = OwnTokenHaircut.Within(OwnTokenHaircutBounds);

    /// <summary>The add-on of an asset's correlation with the portfolio, a fraction >= 0; a hedge earns nothing.</summary>
    /// <param name="portfolioCorrelation">Of its return with the portfolio's P&amp;L; [-1, 1].</param>
    public double CorrelationHaircut(double portfolioCorrelation) => CorrelationWeight * Math.Max(0, portfolioCorrelation);
}
