using System.Collections.Immutable;
using RiskCluster.Risk.Collateral;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Market;

namespace RiskCluster.Risk.Engine;

/// <summary>
/// Re-margins every portfolio of a book in one pass per market tick: refill the risk arrays that moved, screen all portfolios in float, confirm in double
/// whatever might have crossed a line, and tell which did (MODEL MRG-1 to MRG-7).
/// </summary>
/// <remarks>
/// No state is decided on a float figure alone. The screen keeps a state only where equity is farther from every line than the float error can reach;
/// every other portfolio, and every one whose state seems to change, is computed again in double before its state moves. All portfolios begin healthy.
/// The cycle margins the portfolios as it last took them over from the book (<see cref="Take"/>). One caller at a time; the phases run on the given workers and
/// no result depends on how many there are. Allocates nothing per cycle, but for room for more portfolios or more suspects than ever before.
/// </remarks>
public sealed class MarginCycle : IDisposable
{
    private readonly RiskArrays arrays;
    private readonly IParallel parallel;
    private readonly Besides besides;
    private readonly DoubleRows rows;
    private readonly DoubleNetting netting;
    private readonly CycleColumns columns;
    private readonly FillPhase fill;
    private readonly ScreenPhase screen;
    private readonly DoubleRowsPhase rowsPhase;
    private readonly ConfirmPhase confirm;
    private int[] crossings = [];
    private int[] crossedSuspects = [];
    private int crossingCount;
    private bool isNew = true;

    /// <summary>A cycle over a book.</summary>
    /// <param name="arrays">The risk arrays of the book's instruments; the cycle fills them, the caller disposes of them.</param>
    /// <param name="book">The portfolios.</param>
    /// <param name="rules">How P&amp;L becomes a requirement.</param>
    /// <param name="parallel">Who does the work.</param>
    /// <param name="before">The cycle that ran on the book until now, under other rules or arrays; the new one continues with its states, and it must not run again. Null for the first.</param>
    /// <exception cref="ArgumentException">Arrays and book number their instruments differently.</exception>
    public MarginCycle(RiskArrays arrays, MarginBook book, RiskModelRequirement rules, IParallel parallel, MarginCycle? before = null)
    {
        ArgumentNullException.ThrowIfNull(arrays);
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(parallel);
        if (!arrays.Instruments.SequenceEqual(book.Instruments)) throw new ArgumentException("the book was compiled for other instruments than the arrays", nameof(book));
        this.arrays = arrays;
        this.parallel = parallel;
        rows = new(arrays);
        besides = new(arrays, book.Underlyings, rules, parallel.WorkerCount);
        columns = before?.columns ?? new();
        netting = new(arrays, rows, besides, rules, parallel.WorkerCount);
        Source = new(arrays, rows, besides, netting);
        fill = new(arrays);
        screen = new(arrays, besides, rules, columns, parallel.WorkerCount);
        rowsPhase = new(rows, arrays.InstrumentCount, columns);
        confirm = new(netting, columns);
        if (before is null) columns.TakeAll(book);
        else columns.Take(book);
        // Plans belong to the rules and markets of one cycle: a new one compiles everybody's.
        for (var portfolio = 0; portfolio < columns.Count; portfolio++) CompileCollateral(portfolio);
    }

    /// <summary>The portfolios whose state moved in the last cycle, by rising number.</summary>
    public ReadOnlySpan<int> Crossings => crossings.AsSpan(0, crossingCount);

    /// <summary>How many portfolios the last cycle computed again in double.</summary>
    public int ConfirmedCount => columns.SuspectCount;

    /// <summary>The exact figure of a portfolio that crossed in the last cycle.</summary>
    /// <param name="crossing">Its place in <see cref="Crossings"/>.</param>
    public MarginFigure CrossingFigure(int crossing) => confirm.Figure(crossedSuspects[crossing]);

    /// <summary>The portfolios that the last cycle could not price, in no order.</summary>
    public ReadOnlySpan<int> Unpriced => columns.Blocked.AsSpan(0, columns.BlockedCount);

    /// <summary>The portfolios that were taken over for the next cycle.</summary>
    public ReadOnlySpan<int> Taken => columns.Changed.AsSpan(0, columns.ChangedCount);

    /// <summary>Portfolios have numbers below this.</summary>
    public int PortfolioCount => columns.Count;

    /// <summary>Owners whose portfolios the cycle margins.</summary>
    public int OwnerCount => columns.OwnerCount;

    /// <summary>What reports are made of.</summary>
    internal ReportSource Source { get; }

    /// <summary>Takes over what has changed in the book; until then the cycle knows nothing of it, so that the book may change while a cycle runs.</summary>
    /// <exception cref="ArgumentException">Arrays and book number their instruments differently.</exception>
    public void Take(MarginBook book)
    {
        ArgumentNullException.ThrowIfNull(book);
        if (book.Instruments.Length != arrays.InstrumentCount) throw new ArgumentException("the book has other instruments than the arrays", nameof(book));
        columns.Take(book);
        for (var i = 0; i < columns.ChangedCount; i++) CompileCollateral(columns.Changed[i]);
    }

    /// <summary>One margin cycle on a consistent set of snapshots: all portfolios.</summary>
    /// <param name="moved">The snapshots that are new; underlyings not among them keep their arrays.</param>
    public void Run(ReadOnlySpan<MarketSnapshot> moved)
    {
        foreach (var snapshot in moved)
        {
            arrays.Prepare(snapshot);
            parallel.Run(fill);
            rows.Invalidate(snapshot.Underlying);
            besides.Refresh(snapshot);
        }

        isNew = false;
        Judge(onlyChanged: false);
    }

    /// <summary>One margin cycle in a market that has not moved: only the portfolios that were taken over since the last, for all others stand as they are.</summary>
    public void RunTaken() => Judge(onlyChanged: !isNew);

    /// <summary>The state of a portfolio, decided in double.</summary>
    public MarginState StateOf(int portfolio) => columns.States[portfolio];

    /// <summary>The screen's scan requirement, USD, which lies within <see cref="ScanErrorUsd"/> of the exact one. For overviews; answers use <see cref="Figure"/>.</summary>
    public double ScreenedScanUsd(int portfolio) => columns.ScanUsd[portfolio];

    /// <summary>A proven bound on the distance of the screened scan from the exact one, USD.</summary>
    public double ScanErrorUsd(int portfolio) => columns.ScanErrorUsd[portfolio];

    /// <summary>Equity over maintenance margin as the screen has it, within the initial factor times <see cref="ScanErrorUsd"/> and the buffer; not a number for a portfolio that cannot be priced. For overviews.</summary>
    public double ScreenedMaintenanceExcessUsd(int portfolio) => columns.BlockedBy[portfolio] == CycleColumns.NotBlocked ? columns.MaintenanceExcessUsd[portfolio] : double.NaN;

    /// <summary>Why a portfolio has no figure: of the first instrument it holds, or asset it owes, that cannot be priced; null when all can.</summary>
    public Unavailable? Unavailability(int portfolio) => columns.BlockedBy[portfolio] switch
    {
        CycleColumns.NotBlocked => null,
        CycleColumns.BlockedByDebt => Unavailable.UnpricedDebt,
        var slot => arrays.Status(slot),
    };

    /// <summary>The instrument or asset that <see cref="Unavailability"/> tells of; null when there is none.</summary>
    public string? UnpricedInstrument(int portfolio) => columns.BlockedBy[portfolio] switch
    {
        CycleColumns.NotBlocked => null,
        CycleColumns.BlockedByDebt => besides.Credit.UnpricedDebt(columns.Lots[portfolio]!.Entry),
        var slot => arrays.Instruments[slot].Name,
    };

    /// <summary>The owner whom a portfolio stands for: its netted one, or its only account; null for one account of several and for a free number.</summary>
    public string? OwnerOf(int portfolio) => columns.Owners[portfolio];

    /// <summary>What the cycle has of a portfolio; null for a free number.</summary>
    public PortfolioLots? Held(int portfolio) => columns.Lots[portfolio];

    /// <summary>The exact figure of a portfolio in the present market, in double.</summary>
    /// <exception cref="InvalidOperationException">The portfolio holds what cannot be priced; ask <see cref="Unavailability"/> first.</exception>
    public MarginFigure Figure(int portfolio)
    {
        RequireAvailable(portfolio);
        return netting.Figure(columns.Lots[portfolio]!.Span, columns.Collateral[portfolio], worker: 0);
    }

    /// <summary>P&amp;L of a portfolio in every scenario, USD, in double.</summary>
    /// <exception cref="InvalidOperationException">The portfolio holds what cannot be priced.</exception>
    public double[] PnlUsd(int portfolio)
    {
        RequireAvailable(portfolio);
        var pnlUsd = new double[arrays.ScenarioCount];
        netting.Net(columns.Lots[portfolio]!.Span, pnlUsd);
        return pnlUsd;
    }

    /// <summary>What the equity of a portfolio consists of, haircut by haircut (MODEL MRG-7, COL-1 to COL-3).</summary>
    /// <exception cref="InvalidOperationException">The portfolio holds what cannot be priced.</exception>
    public EquityReport Equity(int portfolio)
    {
        RequireAvailable(portfolio);
        return Source.Equity(columns.Lots[portfolio]!.Span);
    }

    /// <summary>P&amp;L of one unit of an instrument in every scenario, USD, in double.</summary>
    public ReadOnlySpan<double> RowUsd(int slot) => rows.Row(slot);

    /// <summary>What one unit adds to equity at the present mark, before a future's entry price is taken off; USD.</summary>
    public double UnitUsd(int slot) => besides.Equity.UnitUsd(slot);

    /// <summary>The index price that the last cycle saw, USD per coin; 0 before the first snapshot of an underlying.</summary>
    public double IndexUsd(string underlying) => besides.Equity.IndexUsd(underlying);

    /// <summary>Frees the rows and the scratch memory; not the risk arrays.</summary>
    public void Dispose()
    {
        rows.Dispose();
        screen.Dispose();
    }

    private void CompileCollateral(int portfolio) =>
        columns.Collateral[portfolio] = columns.Lots[portfolio] is { } held ? besides.Credit.Compile(held.Entry) : CollateralPlan.None;

    private void Judge(bool onlyChanged)
    {
        screen.Begin(onlyChanged);
        parallel.Run(screen);
        rowsPhase.Collect();
        parallel.Run(rowsPhase);
        confirm.Begin();
        parallel.Run(confirm);
        CollectCrossings();
        columns.EndCycle();
    }

    private void CollectCrossings()
    {
        crossingCount = 0;
        if (crossings.Length < columns.SuspectCount)
        {
            crossings = new int[2 * columns.SuspectCount];
            crossedSuspects = new int[crossings.Length];
        }

        for (var i = 0; i < columns.SuspectCount; i++)
        {
            if (!confirm.HasCrossed(i)) continue;
            crossings[crossingCount] = columns.Suspects[i];
            crossedSuspects[crossingCount++] = i;
        }

        crossings.AsSpan(0, crossingCount).Sort(crossedSuspects.AsSpan(0, crossingCount));
    }

    private void RequireAvailable(int portfolio)
    {
        if (Unavailability(portfolio) is { } reason) throw new InvalidOperationException($"{columns.Lots[portfolio]!.Key}: {reason}");
    }
}
