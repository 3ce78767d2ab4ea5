using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Language.Components;

/// <summary>A share of the gross spot notional of everything held: the fixed-percentage baseline (MRG-9).</summary>
/// <param name="Initial">Share in the initial margin.</param>
/// <param name="Maintenance">Share in the maintenance margin, never above it.</param>
internal sealed record NotionalCharge(double Initial, double Maintenance) : ICharge
{
    public static NotionalCharge Read(RiskModelNode node)
    {
        var charge = new NotionalCharge(node.Number("initial", Interval.Closed(0, 1)), node.Number("maintenance", Interval.Closed(0, 1)));
        node.Require(charge.Maintenance <= charge.Initial, "maintenance", "must not be above initial");
        return charge;
    }

    public IEnumerable<ComponentMargin> Charge(string name, MarginCase margin)
    {
        var notional = margin.Books.Sum(book => margin.Valuation.FromUsd(book.Legs.Sum(leg => Math.Abs(leg.Coins)) * book.Quote.Spot.PriceUsd, margin));
        yield return new(name, Initial * notional, Maintenance * notional);
    }
}
