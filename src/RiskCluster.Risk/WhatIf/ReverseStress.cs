using System.Collections.Immutable;
using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Market;

namespace RiskCluster.Risk.WhatIf;

/// <summary>The smallest move of the market that puts a portfolio below its maintenance margin (MODEL MRG-11).</summary>
/// <param name="IsBreached">True when it is below already; then there are no directions.</param>
/// <param name="Range">What was searched.</param>
/// <param name="Directions">Each underlying held alone, then all together when there are several.</param>
/// <remarks>
/// At every move equity and maintenance margin are both computed anew: the market is moved (<see cref="MarketShift"/>, vols stay with their strikes), every
/// instrument revalued in every scenario. Steps outwards from the present bracket the first breach, bisection closes in on it. Time does not pass.
/// </remarks>
public sealed record ReverseStress(bool IsBreached, StressRange Range, ImmutableArray<StressDirection> Directions)
{
    /// <summary>How close to the boundary is on it, USD.</summary>
    public const double ToleranceUsd = 1e-6;

    /// <summary>The smallest move of all directions; null when none breaches within the range.</summary>
    public BreachPoint? Nearest => Directions.Select(direction => direction.Nearest).Where(point => point is not null).MinBy(point => Math.Abs(point!.Move));

    /// <summary>Searches for the netted portfolio of some accounts.</summary>
    /// <exception cref="UnpricedInstrumentException">A position has no price.</exception>
    /// <exception cref="ArgumentException">A range that is none.</exception>
    public static ReverseStress Of(MarginContext context, IReadOnlyList<AccountPortfolio> accounts, StressRange? range = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(accounts);
        range ??= StressRange.Default;
        if (!(range.LowestMove > -1 && range.LowestMove <= 0 && range.HighestMove >= 0 && range.StepMove > 0 && double.IsFinite(range.HighestMove)))
            throw new ArgumentException($"{range} is not a range", nameof(range));
        using var margin = context.Open(accounts);
        var search = new Search(context, margin, margin.Compile("portfolio", accounts));
        var held = context.Market.Select(snapshot => snapshot.Underlying).Where(search.Holds).ToImmutableArray();
        if (search.At([], 0).MaintenanceExcessUsd < 0) return new(true, range, []);

        IEnumerable<ImmutableArray<string>> directions = [.. held.Select(underlying => ImmutableArray.Create(underlying)), .. held.Length > 1 ? [held] : Array.Empty<ImmutableArray<string>>()];
        return new(false, range, [.. directions.Select(moving => new StressDirection(moving, search.First(moving, range.LowestMove, range.StepMove), search.First(moving, range.HighestMove, range.StepMove)))]);
    }

    private sealed class Search(MarginContext context, PortfolioMargin margin, PortfolioLots portfolio)
    {
        public bool Holds(string underlying) => portfolio.Slots.Any(slot => margin.Instruments[slot].Underlying == underlying);

        /// <summary>The figure with some underlyings moved; the others are left as they were taken last.</summary>
        public MarginFigure At(ImmutableArray<string> moving, double move)
        {
            foreach (var snapshot in context.Market)
                if (moving.Contains(snapshot.Underlying))
                    margin.Take(new MarketShift(snapshot.Underlying, move, 0).Apply(snapshot));
            return margin.Figure(portfolio);
        }

        /// <summary>The first breach on the way to a farthest move.</summary>
        public BreachPoint? First(ImmutableArray<string> moving, double farthest, double step)
        {
            var found = Bracket(moving, farthest, step) is var (inside, outside) ? Close(moving, inside, outside) : null;
            At(moving, 0);
            return found;
        }

        private (double Inside, double Outside)? Bracket(ImmutableArray<string> moving, double farthest, double step)
        {
            var steps = (int)Math.Ceiling(Math.Abs(farthest) / step);
            var inside = 0.0;
            for (var i = 1; i <= steps; i++)
            {
                var move = i == steps ? farthest : Math.Sign(farthest) * i * step;
                if (At(moving, move).MaintenanceExcessUsd < 0) return (inside, move);
                inside = move;
            }

            return null;
        }

        private BreachPoint Close(ImmutableArray<string> moving, double inside, double outside)
        {
            while (true)
            {
                var middle = inside + (outside - inside) / 2;
                var figure = At(moving, middle);
                // Where no number lies between the two ends, the boundary is as near as a double can tell.
                var isExhausted = middle == inside || middle == outside;
                if (isExhausted || Math.Abs(figure.MaintenanceExcessUsd) <= ToleranceUsd) return new(middle, figure.EquityUsd, figure.MaintenanceMarginUsd);
                if (figure.MaintenanceExcessUsd < 0) outside = middle;
                else inside = middle;
            }
        }
    }
}
