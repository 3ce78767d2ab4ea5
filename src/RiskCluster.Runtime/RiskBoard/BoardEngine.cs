using System.Collections.Immutable;
using System.Runtime.InteropServices;
using RiskCluster.Core.Margins;
using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Market;

namespace RiskCluster.Runtime.RiskBoard;

/// <summary>The board's margin cycle: risk arrays, which are made anew when the instruments or the model change, and what of a cycle's result goes out. One caller at a time.</summary>
internal sealed class BoardEngine(IParallel workers, PendingCrossings crossings) : IDisposable
{
    /// <summary>How many states there are.</summary>
    public const int StateCount = (int)MarginState.Bankrupt + 1;

    private readonly Dictionary<string, MarginState> told = new(StringComparer.Ordinal);
    private readonly HashSet<int> pending = [];
    private readonly List<int> candidates = [];
    private readonly List<MarketSnapshot> moved = [];
    private RiskArrays? arrays;
    private MarginCycle? cycle;
    private BoardModel? model;
    private MarketStatuses? statuses;
    private bool isBroken;
    private bool isNew;

    /// <summary>The markets of the present cycle.</summary>
    public ImmutableArray<BoardMarket> Markets { get; private set; } = [];

    /// <summary>By what it margins.</summary>
    public BoardModel Model => model!;

    /// <summary>How many portfolios the last cycle computed again in double.</summary>
    public int ConfirmedCount => cycle!.ConfirmedCount;

    /// <summary>Takes over what has changed. The book is the caller's again when this returns.</summary>
    public void Take(MarginBook book, BoardModel next, ImmutableArray<BoardMarket> markets, IReadOnlyList<(string Owner, MarginState State)> expected)
    {
        foreach (var (owner, state) in expected)
        {
            Tell(owner, state);
            if (book.FindOwner(owner) is >= 0 and var number) pending.Add(number);
        }

        // A cycle that failed may have decided states that nobody was told of.
        for (var number = 0; isBroken && number < book.PortfolioCount; number++) pending.Add(number);
        isNew = isBroken || arrays is null || model != next || arrays.Instruments != book.Instruments;
        if (isNew) Renew(book, next);
        else cycle!.Take(book);
        moved.Clear();
        moved.AddRange(markets.Select(market => market.Snapshot).Where(snapshot => isNew || !Markets.Any(market => ReferenceEquals(market.Snapshot, snapshot))));
        if (isNew || !Markets.SequenceEqual(markets)) statuses = new(arrays!.Instruments, markets);
        Markets = markets;
    }

    /// <summary>Margins: everybody when a market, the instruments or the model have moved, else whoever has changed.</summary>
    public BoardCoverage Run()
    {
        isBroken = true;
        candidates.Clear();
        candidates.AddRange(cycle!.Taken);
        if (isNew || moved.Count > 0) cycle.Run(CollectionsMarshal.AsSpan(moved));
        else cycle.RunTaken();
        return Coverage();
    }

    /// <summary>Ends the cycle: tells whose state is no longer the one last told; returns how many were.</summary>
    public int Report(Func<long, FigureInputs> inputs)
    {
        candidates.AddRange(cycle!.Crossings);
        candidates.AddRange(pending);
        pending.Clear();
        var reported = 0;
        foreach (var number in candidates)
            if (Report(number, inputs))
                reported++;
        isBroken = false;
        return reported;
    }

    /// <summary>Every owner of the last cycle with what the screen says of it, in no order.</summary>
    public OwnerRank[] Ranks()
    {
        var ranks = new List<OwnerRank>(cycle!.OwnerCount);
        for (var number = 0; number < cycle.PortfolioCount; number++)
            if (cycle.OwnerOf(number) is { } owner)
                ranks.Add(new(owner, cycle.ScreenedMaintenanceExcessUsd(number)));
        return [.. ranks];
    }

    /// <summary>How many owners of the last cycle are in which state, by its number; those without a margin are in none.</summary>
    public int[] StateCounts()
    {
        var counts = new int[StateCount];
        for (var number = 0; cycle is not null && number < cycle.PortfolioCount; number++)
            if (cycle.OwnerOf(number) is not null && cycle.Unavailability(number) is null)
                counts[(int)cycle.StateOf(number)]++;
        return counts;
    }

    /// <summary>Frees the arrays.</summary>
    public void Dispose()
    {
        cycle?.Dispose();
        arrays?.Dispose();
    }

    private void Renew(MarginBook book, BoardModel next)
    {
        var (oldArrays, oldCycle) = (arrays, cycle);
        arrays = new(book.Instruments, next.Scenarios);
        cycle = new(arrays, book, next.Model.Requirement, workers, oldCycle);
        model = next;
        oldCycle?.Dispose();
        oldArrays?.Dispose();
    }

    private bool Report(int number, Func<long, FigureInputs> inputs)
    {
        if (cycle!.OwnerOf(number) is not { } owner) return false;
        if (cycle.Unavailability(number) is not null || (cycle.StateOf(number) != told.GetValueOrDefault(owner, MarginState.Healthy) && !FigureBounds.Holds(cycle.Figure(number))))
        {
            // Its state is not known now; it is looked at again until it is.
            pending.Add(number);
            return false;
        }

        var (state, before) = (cycle.StateOf(number), told.GetValueOrDefault(owner, MarginState.Healthy));
        if (state == before) return false;
        var lots = cycle.Held(number)!;
        var status = statuses!.Of(lots);
        if (state > before && state >= MarginState.Liquidating && status >= FigureStatus.Stale)
        {
            // Nobody is liquidated on a market that is stale or halted: it is told when the market is fresh again, if it is still so then.
            pending.Add(number);
            return false;
        }

        Tell(owner, state);
        crossings.Add(new(owner, state, status, cycle.Figure(number), inputs(lots.Sequence), statuses!.EvidenceOf(lots)));
        return true;
    }

    private void Tell(string owner, MarginState state)
    {
        // Most owners are healthy: only the others are remembered.
        if (state == MarginState.Healthy) told.Remove(owner);
        else told[owner] = state;
    }

    private BoardCoverage Coverage()
    {
        var without = 0;
        ImmutableArray<UnmarginedOwner>.Builder? named = null;
        foreach (var number in cycle!.Unpriced)
        {
            if (cycle.OwnerOf(number) is not { } owner) continue;
            without++;
            if ((named ??= ImmutableArray.CreateBuilder<UnmarginedOwner>()).Count < BoardCoverage.MostNamed)
                named.Add(new(owner, cycle.UnpricedInstrument(number)!, cycle.Unavailability(number)!.Reason));
        }

        return new(cycle.OwnerCount, cycle.OwnerCount - without, named?.ToImmutable() ?? []);
    }
}
