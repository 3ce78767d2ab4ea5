using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Language.Components;

/// <summary>A share of the spot notional of perpetuals, net per coin (MRG-4).</summary>
/// <param name="Maintenance">Share in the maintenance margin.</param>
/// <param name="InitialExtra">What the initial margin has on top.</param>
internal sealed record PerpetualContingency(double Maintenance, double InitialExtra) : ICharge
{
    public static PerpetualContingency Read(RiskModelNode node) => new(
        node.Number("maintenance", Interval.Closed(0, 3)),
        node.Number("initial_extra", Interval.Closed(0, 3)));

    public IEnumerable<ComponentMargin> Charge(string name, MarginCase margin)
    {
        var notional = margin.Books.Sum(PerpetualNotionalUsd);
        yield return new(name, notional * (Maintenance + InitialExtra), notional * Maintenance);
    }

    public static double PerpetualNotionalUsd(UnderlyingBook book) => Math.Abs(book.Perpetuals.Sum(leg => leg.Coins)) * book.Quote.Spot.PriceUsd;
}
