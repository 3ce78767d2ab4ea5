using System.Collections.Immutable;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Language.Components;

/// <summary>A matrix of price buckets by three volatilities, and far moves beside it (SCN-1, SCN-2), Deribit portfolio margin.</summary>
/// <remarks>
/// Standard: moves range * i / buckets, i from -buckets to buckets, each with volatility up, unchanged, down. Extended, volatility up: a future counts its P&amp;L at
/// the end of the range; an option min(1, range / |move|) * factor of its own; the sum shrinks towards 0 by (|move| / range - 1) * dampener USD. Deribit
/// API reference, private/pme/simulate, and its support article on portfolio margin.
/// </remarks>
/// <param name="PriceRange">Largest standard move, as a fraction.</param>
/// <param name="Buckets">Moves on either side.</param>
/// <param name="ExtendedMoves">Far moves, as fractions; &gt; -1.</param>
/// <param name="ExtendedFactor">Weight of an option's far P&amp;L beside the ratio of range and move.</param>
/// <param name="ExtendedDampenerUsd">Shrinkage for each range beyond the first.</param>
internal sealed record RiskMatrix(
    double PriceRange, int Buckets, ImmutableArray<double> ExtendedMoves, double ExtendedFactor, double ExtendedDampenerUsd) : IScenarioSource, IDemanding
{
    private static readonly VolMove[] VolMoves = [VolMove.Up, VolMove.None, VolMove.Down];

    public static RiskMatrix Read(RiskModelNode node) => new(
        node.Number("price_range", Interval.Open(0, 1)),
        node.Whole("buckets", 1, 100),
        node.Numbers("extended_moves", new(-1, 100, IncludesLow: false, IncludesHigh: true), minimalCount: 0),
        node.Number("extended_factor", Interval.Closed(0, 10)),
        node.Number("extended_dampener_usd", Interval.Closed(0, 1e12)));

    public string? Missing(ModelDocument document) =>
        document.All<IVolShock>().Any(shock => shock.Component.Knows(VolMove.Up) && shock.Component.Knows(VolMove.Down)) ? null : "needs a component that shocks volatility up and down";

    public IEnumerable<ScenarioOutcome> Run(string name, MarginCase margin, UnderlyingBook book)
    {
        for (var i = -Buckets; i <= Buckets; i++)
            foreach (var vol in VolMoves)
                yield return Standard(margin, book, PriceRange * i / Buckets, vol);
        foreach (var move in ExtendedMoves) yield return Extended(margin, book, move);
    }

    private static ScenarioOutcome Standard(MarginCase margin, UnderlyingBook book, double move, VolMove vol)
    {
        var lines = Revalue(margin, book, move, move, vol, optionWeight: 1);
        return new($"{Percent(move)}, vol {vol.ToString().ToLowerInvariant()}", lines, lines.Sum());
    }

    private ScenarioOutcome Extended(MarginCase margin, UnderlyingBook book, double move)
    {
        var rangesAway = Math.Abs(move) / PriceRange;
        var lines = Revalue(margin, book, move, Math.Clamp(move, -PriceRange, PriceRange), VolMove.Up, Math.Min(1, 1 / rangesAway) * ExtendedFactor);
        var pnl = lines.Sum();
        var shrinkage = margin.Valuation.FromUsd(Math.Max(0, rangesAway - 1) * ExtendedDampenerUsd, margin);
        var counted = Math.Sign(pnl) * Math.Max(0, Math.Abs(pnl) - shrinkage);
        if (pnl != 0)
            for (var i = 0; i < lines.Length; i++) lines[i] *= counted / pnl;
        return new($"extended {Percent(move)}, vol up", lines, counted);
    }

    private static double[] Revalue(MarginCase margin, UnderlyingBook book, double move, double linearMove, VolMove vol, double optionWeight)
    {
        var lines = new double[margin.LineNames.Length];
        var shock = margin.Document.All<IVolShock>().First(shock => shock.Component.Knows(VolMove.Up)).Component;
        foreach (var expiry in book.Expiries)
        {
            foreach (var option in expiry.Options)
            {
                var volAnnual = vol == VolMove.None ? option.VolAnnual : shock.Shocked(expiry, option, vol);
                lines[option.Line] = optionWeight * (margin.Valuation.OptionValue(expiry, option, 1 + move, volAnnual) - option.MarkValue);
            }

            foreach (var future in expiry.Futures) lines[future.Line] = margin.Valuation.LinearPnl(future, expiry.VariableForwardUsd, 1 + linearMove);
        }

        foreach (var perpetual in book.Perpetuals) lines[perpetual.Line] = margin.Valuation.LinearPnl(perpetual, perpetual.MarkPriceUsd, 1 + linearMove);
        return lines;
    }

    private static string Percent(double move) => FormattableString.Invariant($"price {move * 100:+0.####;-0.####;0} %");
}
