using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Language.Components;

/// <summary>
/// Every expiry's price comes apart from the others (MRG-4): sum over expiries and the perpetual of |net delta| * max(minimal move, move per year * T). Gross: expiries do
/// not offset each other. Deribit portfolio margin, roll_shock.
/// </summary>
/// <param name="MinimalMove">Least move, as a fraction of the price; what a perpetual is charged.</param>
/// <param name="MovePerYear">Move for each year to expiry.</param>
internal sealed record RollShock(double MinimalMove, double MovePerYear) : ICharge
{
    public static RollShock Read(RiskModelNode node) => new(
        node.Number("minimal_move", Interval.Closed(0, 1)),
        node.Number("move_per_year", Interval.Closed(0, 10)));

    public bool IsScanned => true;

    public IEnumerable<ComponentMargin> Charge(string name, MarginCase margin)
    {
        var shock = 0.0;
        foreach (var book in margin.Books)
        {
            var coins = Math.Abs(book.Perpetuals.Sum(leg => leg.Coins)) * MinimalMove
                + book.Expiries.Sum(expiry => Math.Abs(PositionDelta.Net(expiry)) * Math.Max(MinimalMove, MovePerYear * expiry.Quote.MaturityYears));
            shock += margin.Valuation.IsInCoin ? coins : coins * book.Quote.Spot.PriceUsd;
        }

        yield return new(name, shock, shock);
    }
}
