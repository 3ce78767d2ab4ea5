using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Language.Components;

/// <summary>A price move times the net delta of each coin, coins not offsetting each other: the delta-based baseline (MRG-9).</summary>
/// <param name="InitialMove">Move in the initial margin, as a fraction of spot.</param>
/// <param name="MaintenanceMove">Move in the maintenance margin, never above it.</param>
internal sealed record DeltaCharge(double InitialMove, double MaintenanceMove) : ICharge
{
    public static DeltaCharge Read(RiskModelNode node)
    {
        var charge = new DeltaCharge(node.Number("initial_move", Interval.Closed(0, 1)), node.Number("maintenance_move", Interval.Closed(0, 1)));
        node.Require(charge.MaintenanceMove <= charge.InitialMove, "maintenance_move", "must not be above initial_move");
        return charge;
    }

    public IEnumerable<ComponentMargin> Charge(string name, MarginCase margin)
    {
        var delta = margin.Books.Sum(book => margin.Valuation.FromUsd(Math.Abs(PositionDelta.Of(book).Sum()) * book.Quote.Spot.PriceUsd, margin));
        yield return new(name, InitialMove * delta, MaintenanceMove * delta);
    }
}
