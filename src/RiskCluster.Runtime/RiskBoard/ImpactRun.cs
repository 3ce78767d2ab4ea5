using System.Collections.Immutable;
using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Runtime.RiskBoard;

/// <summary>Margins every owner by two models in one market, in double. Shares nothing with the cycle.</summary>
internal static class ImpactRun
{
    public static ImpactReport Of(
        BoardView view, ImmutableArray<(string Owner, PortfolioLots Lots)> owners, ImmutableArray<Instrument> instruments, BoardModel other, int worstCount, CancellationToken cancellation)
    {
        using var present = Open(view.Model);
        using var proposed = Open(other);
        var impacts = new List<OwnerImpact>(owners.Length);
        foreach (var (owner, lots) in owners)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Figure(present, lots) is not { } before || Figure(proposed, lots) is not { } after) continue;
            impacts.Add(new(owner, UsdRounding.Requirement(before.InitialMarginUsd), UsdRounding.Requirement(after.InitialMarginUsd), before.State, after.State));
        }

        return new(
            view.Inputs(0),
            other.ModelVersion,
            impacts.Count,
            owners.Length - impacts.Count,
            Count(impacts, impact => impact.Before),
            Count(impacts, impact => impact.After),
            impacts.Sum(impact => impact.InitialBeforeUsd),
            impacts.Sum(impact => impact.InitialAfterUsd),
            [.. impacts.OrderByDescending(impact => impact.InitialAfterUsd - impact.InitialBeforeUsd).ThenBy(impact => impact.Owner, StringComparer.Ordinal).Take(worstCount)]);

        PortfolioMargin Open(BoardModel model)
        {
            var margin = new PortfolioMargin(instruments, model.Scenarios, model.Model.Requirement);
            foreach (var market in view.Markets) margin.Take(market.Snapshot);
            return margin;
        }
    }

    private static MarginFigure? Figure(PortfolioMargin margin, PortfolioLots lots)
    {
        foreach (var slot in lots.Slots)
            if (margin.Arrays.Status(slot) is not null)
                return null;
        return margin.Figure(lots);
    }

    private static ImmutableSortedDictionary<MarginState, int> Count(List<OwnerImpact> impacts, Func<OwnerImpact, MarginState> stateOf) =>
        Enum.GetValues<MarginState>().ToImmutableSortedDictionary(state => state, state => impacts.Count(impact => stateOf(impact) == state));
}
