using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Language.Components;

/// <summary>Volatility up or down by a range that grows as maturity shrinks (SCN-1): vol * max(0, 1 +- range (30 d / max(t, floor))^power).</summary>
/// <param name="RangeUp">Relative shock up at 30 days.</param>
/// <param name="RangeDown">Relative shock down at 30 days, as a positive number.</param>
/// <param name="ShortPower">Power up to 30 days.</param>
/// <param name="LongPower">Power beyond.</param>
/// <param name="FloorDays">Shorter maturities are shocked as this one.</param>
/// <param name="MinimalUpVol">A volatility that was shocked up is at least this.</param>
internal sealed record VolRangeShock(double RangeUp, double RangeDown, double ShortPower, double LongPower, double FloorDays, double MinimalUpVol) : IVolShock
{
    private const double ReferenceSeconds = 30 * 86_400;

    public static VolRangeShock Read(RiskModelNode node) => new(
        node.Number("range_up", Interval.Closed(0, 10)),
        node.Number("range_down", Interval.Closed(0, 10)),
        node.Number("short_power", Interval.Closed(0, 10)),
        node.Number("long_power", Interval.Closed(0, 10)),
        node.Number("floor_days", Interval.Closed(0, 400)),
        node.Number("minimal_up_vol", Interval.Closed(0, 20)));

    public bool Knows(VolMove move) => move is VolMove.Up or VolMove.Down;

    public double Shocked(ExpiryBook book, Leg option, VolMove move) => move == VolMove.Up
        ? Math.Max(MinimalUpVol, option.VolAnnual * (1 + RangeUp * Scale(book.Quote.SecondsToExpiry)))
        : option.VolAnnual * Math.Max(0, 1 - RangeDown * Scale(book.Quote.SecondsToExpiry));

    /// <summary>(30 d / max(t, floor))^power; an expired option counts as one second, so that no floor means no division by zero.</summary>
    public double Scale(double secondsToExpiry) => Math.Pow(
        ReferenceSeconds / Math.Max(Math.Max(secondsToExpiry, FloorDays * 86_400), 1),
        secondsToExpiry <= ReferenceSeconds ? ShortPower : LongPower);
}
