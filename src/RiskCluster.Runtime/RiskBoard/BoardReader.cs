using System.Collections.Immutable;
using RiskCluster.Core.Margins;
using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Market;

namespace RiskCluster.Runtime.RiskBoard;

/// <summary>Exact figures from a published view, beside the running cycle: arrays of its own, brought to the view that is asked for. One caller at a time.</summary>
internal sealed class BoardReader : IDisposable
{
    /// <summary>Portfolios that are asked for again in the same view are kept with their sums: some 10 KB each.</summary>
    private const int MostKept = 256;

    private readonly Dictionary<string, MarketSnapshot> taken = new(StringComparer.Ordinal);
    private readonly Dictionary<PortfolioLots, (PortfolioStanding Standing, FigureStatus Status)> kept = [];
    private BoardView? view;
    private PortfolioMargin? margin;
    private MarketStatuses? statuses;

    /// <summary>Takes on a view and a list of instruments; free of cost when they are those that it has.</summary>
    public void Bring(BoardView to, ImmutableArray<Instrument> instruments)
    {
        if (ReferenceEquals(view, to) && margin!.Instruments == instruments) return;
        kept.Clear();
        if (margin is null || margin.Instruments != instruments || view!.Model != to.Model)
        {
            margin?.Dispose();
            margin = null;
            taken.Clear();
            margin = new(instruments, to.Model.Scenarios, to.Model.Model.Requirement) { MakesRowsSingly = true };
        }

        foreach (var market in to.Markets)
        {
            if (ReferenceEquals(taken.GetValueOrDefault(market.Snapshot.Underlying), market.Snapshot)) continue;
            margin.Take(market.Snapshot);
            taken[market.Snapshot.Underlying] = market.Snapshot;
        }

        statuses = new(instruments, to.Markets);
        view = to;
    }

    /// <summary>A portfolio in a view, for any question.</summary>
    public BoardReading Read(BoardView now, string key, string owner, BoardHolding holding, ImmutableArray<PortfolioLots> accounts, decimal reservedUsd)
    {
        Bring(now, holding.Instruments);
        return new(key, owner, holding.Lots, accounts, reservedUsd, now, Answer(now, key, holding.Lots), margin!);
    }

    /// <summary>The exact margin of a portfolio, or why there is none.</summary>
    public PortfolioFigure Answer(BoardView now, string key, PortfolioLots lots)
    {
        var (status, evidence, inputs) = (StatusOf(lots), EvidenceOf(lots), now.Inputs(lots.Sequence));
        try
        {
            var figure = Figure(lots);
            return FigureBounds.Holds(figure) ? new(key, status, figure, null, inputs, evidence) : new(key, status, null, FigureBounds.Problem, inputs, evidence);
        }
        catch (UnpricedInstrumentException problem)
        {
            return new(key, status, null, problem.Message, inputs, evidence);
        }
    }

    /// <summary>The status of a portfolio's markets.</summary>
    public FigureStatus StatusOf(PortfolioLots lots) => statuses!.Of(lots);

    /// <summary>How well founded the prices of a portfolio are.</summary>
    public MarketEvidence? EvidenceOf(PortfolioLots lots) => statuses!.EvidenceOf(lots);

    /// <summary>The figure of a portfolio.</summary>
    /// <exception cref="UnpricedInstrumentException">A lot has no price.</exception>
    public MarginFigure Figure(PortfolioLots lots) => margin!.Figure(lots);

    /// <summary>The figures before and after a trade, the first from memory when it was asked for before, and the status of all markets involved.</summary>
    /// <exception cref="UnpricedInstrumentException">A lot has no price.</exception>
    public (MarginFigure Before, MarginFigure After, FigureStatus Status) Trade(PortfolioLots lots, OrderIntent order)
    {
        var slot = margin!.SlotOf(order.Instrument);
        var units = (double)order.Size;
        var mark = margin.MarkPriceUsd(slot);
        var price = order.PriceUsd is not { } limit ? mark : units > 0 ? Math.Max((double)limit, mark) : Math.Min((double)limit, mark);
        var (before, status) = Kept(lots);
        return (before.Figure, margin.FigureAfter(before, slot, units, price), (FigureStatus)Math.Max((int)status, (int)statuses!.Of(slot)));
    }

    /// <summary>Frees the arrays.</summary>
    public void Dispose() => margin?.Dispose();

    private (PortfolioStanding Standing, FigureStatus Status) Kept(PortfolioLots lots)
    {
        if (kept.TryGetValue(lots, out var found)) return found;
        if (kept.Count == MostKept) kept.Clear();
        found = (margin!.Standing(lots), statuses!.Of(lots));
        kept.Add(lots, found);
        return found;
    }
}
