using System.Collections.Immutable;
using RiskCluster.Core.Margins;
using RiskCluster.Risk.Allocation;
using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Runtime.RiskBoard;

/// <summary>Margins every account and every owner in one market, in double. Shares nothing with the cycle.</summary>
internal sealed class CycleRun : IDisposable
{
    private readonly BoardView view;
    private readonly PortfolioMargin margin;
    private readonly MarketStatuses statuses;
    private readonly Dictionary<PortfolioLots, MarginFigure?> figures = [];

    private CycleRun(BoardView view, ImmutableArray<Instrument> instruments)
    {
        this.view = view;
        margin = new(instruments, view.Model.Scenarios, view.Model.Model.Requirement);
        statuses = new(instruments, view.Markets);
        foreach (var market in view.Markets) margin.Take(market.Snapshot);
    }

    public static CycleFigures Of(BoardView view, ImmutableArray<BoardPlace> places, ImmutableArray<Instrument> instruments, CancellationToken cancellation)
    {
        using var run = new CycleRun(view, instruments);
        var accounts = ImmutableArray.CreateBuilder<AccountFigure>(places.Length);
        foreach (var (account, owner, lots, ownerLots) in places)
        {
            cancellation.ThrowIfCancellationRequested();
            if (run.Figure(lots) is not { } alone || run.Figure(ownerLots) is not { } together) continue;
            // An owner's positions may net to nothing where the account's own are priced.
            var status = (FigureStatus)Math.Max((int)run.statuses.Of(lots), (int)run.statuses.Of(ownerLots));
            accounts.Add(new(account, owner, status, lots.Sequence, alone, together, run.Units(lots, alone)));
        }

        accounts.Sort((one, other) => string.CompareOrdinal(one.Account, other.Account));
        return new(view, UniversalRiskUnits.VersionOf(view.Model.Model, view.Model.Scenarios), accounts.ToImmutable());
    }

    public void Dispose() => margin.Dispose();

    // An owner is asked for once for each of its accounts.
    private MarginFigure? Figure(PortfolioLots lots)
    {
        if (figures.TryGetValue(lots, out var known)) return known;
        try
        {
            var figure = margin.Figure(lots);
            return figures[lots] = FigureBounds.Holds(figure) ? figure : null;
        }
        catch (UnpricedInstrumentException)
        {
            return figures[lots] = null;
        }
    }

    private double Units(PortfolioLots lots, MarginFigure figure) =>
        view.Model.Model.Requirement.EsConfidence == UniversalRiskUnits.Confidence
            ? figure.ExpectedShortfallUsd
            : UniversalRiskUnits.Of(margin.PnlUsd(lots), view.Model.Scenarios.StressCount, figure.InitialMarginUsd, "").Units;
}
