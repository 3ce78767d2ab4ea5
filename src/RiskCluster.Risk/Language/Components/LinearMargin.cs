using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Language.Components;

/// <summary>A share of the mark notional of perpetuals and futures, net by contract.</summary>
/// <param name="Initial">Share in the initial margin.</param>
/// <param name="Maintenance">Share in the maintenance margin.</param>
internal sealed record LinearMargin(double Initial, double Maintenance) : ICharge
{
    public static LinearMargin Read(RiskModelNode node) => new(
        node.Number("initial", Interval.Closed(0, 1)),
        node.Number("maintenance", Interval.Closed(0, 1)));

    public IEnumerable<ComponentMargin> Charge(string name, MarginCase margin)
    {
        var notional = margin.Books
            .SelectMany(book => book.Perpetuals.Concat(book.Expiries.SelectMany(expiry => expiry.Futures)))
            .GroupBy(leg => leg.Name)
            .Sum(contract => Math.Abs(contract.Sum(leg => leg.Coins)) * contract.First().MarkPriceUsd);
        yield return new(name, notional * Initial, notional * Maintenance);
    }
}
