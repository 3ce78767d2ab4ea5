using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Engine;

/// <summary>
/// A portfolio in the market that a <see cref="PortfolioMargin"/> has, with the sums that its figure after one more trade is made from: a trade moves a row of scenarios and a
/// few sums, however many lots there are. Valid until that margin's next snapshot.
/// </summary>
public sealed class PortfolioStanding
{
    internal PortfolioStanding(PortfolioLots lots, MarginFigure figure, StandingSums sums) => (Lots, Figure, Sums) = (lots, figure, sums);

    /// <summary>The portfolio.</summary>
    public PortfolioLots Lots { get; }

    /// <summary>Its figure before any trade.</summary>
    public MarginFigure Figure { get; }

    internal StandingSums Sums { get; }
}
