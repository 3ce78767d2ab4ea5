using System.Collections.Immutable;
using RiskCluster.Core.Parameters;
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
        var impacts = new List<(OwnerImpact Impact, MarginState Before, MarginState After)>(owners.Length);
        foreach (var (owner, lots) in owners)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Figure(present, lots) is not { } before || Figure(proposed, lots) is not { } after) continue;
            var (initialUsd, maintenanceUsd) = (UsdRounding.Requirement(after.InitialMarginUsd), UsdRounding.Requirement(after.MaintenanceMarginUsd));
            impacts.Add((new(owner, UsdRounding.Requirement(before.InitialMarginUsd), initialUsd, UsdRounding.Equity(after.EquityUsd) - maintenanceUsd), before.State, after.State));
        }

        return new(
            view.MarketSeq,
            impacts.Count,
            impacts.Count(item => item.Before < MarginState.Liquidating && item.After >= MarginState.Liquidating),
            impacts.Sum(item => item.Impact.InitialMarginBefore),
            impacts.Sum(item => item.Impact.InitialMarginAfter),
            [.. Enum.GetValues<MarginState>().Select(state => new StateCount(state, impacts.Count(item => item.Before == state), impacts.Count(item => item.After == state)))],
            [.. impacts.Select(item => item.Impact)
                .OrderByDescending(impact => impact.InitialMarginAfter - impact.InitialMarginBefore)
                .ThenBy(impact => impact.Owner, StringComparer.Ordinal)
                .Take(worstCount)],
            owners.Length - impacts.Count);

        PortfolioMargin Open(BoardModel model)
        {
            var margin = new PortfolioMargin(instruments, model.Scenarios, model.Model.Requirement);
            foreach (var market in view.Markets) margin.Take(market.Snapshot);
            return margin;
        }
    }

    private static MarginFigure? Figure(PortfolioMargin margin, PortfolioLots lots)
    {
        try
        {
            var figure = margin.Figure(lots);
            return FigureBounds.Holds(figure) ? figure : null;
        }
        catch (UnpricedInstrumentException)
        {
            return null;
        }
    }
}
