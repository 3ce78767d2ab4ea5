using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Language.Components;

/// <summary>
/// A net delta above a threshold is charged for the move that unwinding it would cause (MRG-4): |delta| * min(maximal move, (|delta| - threshold / index) * move per coin).
/// Deribit portfolio margin, delta_shock with its delta_total_liq_shock_threshold, m_inc and max_delta_shock.
/// </summary>
/// <param name="ThresholdUsd">Net delta below which nothing is charged.</param>
/// <param name="MovePerCoin">Move for each coin beyond it, as a fraction of the price.</param>
/// <param name="MaximalMove">Most of it.</param>
internal sealed record DeltaShock(double ThresholdUsd, double MovePerCoin, double MaximalMove) : ICharge
{
    public static DeltaShock Read(RiskModelNode node) => new(
        node.Number("threshold_usd", Interval.Closed(0, 1e15)),
        node.Number("move_per_coin", Interval.Closed(0, 1)),
        node.Number("maximal_move", Interval.Closed(0, 1)));

    public bool IsScanned => true;

    public IEnumerable<ComponentMargin> Charge(string name, MarginCase margin)
    {
        var shock = 0.0;
        foreach (var book in margin.Books)
        {
            var delta = Math.Abs(PositionDelta.Of(book).Sum());
            var beyond = Math.Max(0, delta - ThresholdUsd / book.Quote.Spot.PriceUsd);
            var coins = delta * Math.Min(MaximalMove, beyond * MovePerCoin);
            shock += margin.Valuation.IsInCoin ? coins : coins * book.Quote.Spot.PriceUsd;
        }

        yield return new(name, shock, shock);
    }
}
