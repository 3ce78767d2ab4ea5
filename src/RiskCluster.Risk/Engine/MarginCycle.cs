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
/// One caller at a time; the phases run on the given workers and no result depends on how many there are. Allocates nothing per cycle.
/// </remarks>
public sealed class MarginCycle : IDisposable
{
    private readonly RiskArrays arrays;
    private readonly MarginBook book;
    private readonly IParallel parallel;
    private readonly Besides besides;
    private readonly DoubleRows rows;
    private readonly DoubleNetting netting;
    private readonly ScreenedColumns columns;
    private readonly FillPhase fill;
    private readonly ScreenPhase screen;
    private readonly DoubleRowsPhase rowsPhase;
    private readonly ConfirmPhase confirm;
    private readonly CollateralPlan[] collateral;
    private readonly int[] crossings;
    private int crossingCount;

    /// <summary>A cycle over a book.</summary>
    /// <param name="arrays">The risk arrays of the book's instruments; the cycle fills them, the caller disposes of them.</param>
    /// <param name="book">The portfolios.</param>
    /// <param name="rules">How P&amp;L becomes a requirement.</param>
    /// <param name="parallel">Who does the work.</param>
    /// <exception cref="ArgumentException">Arrays and book number their instruments differently.</exception>
    public MarginCycle(RiskArrays arrays, MarginBook book, RiskModelRequirement rules, IParallel parallel)
    {
        ArgumentNullException.ThrowIfNull(arrays);
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(parallel);
        if (!arrays.Instruments.SequenceEqual(book.Instruments)) throw new ArgumentException("the book was compiled for other instruments than the arrays", nameof(book));
        this.arrays = arrays;
        this.book = book;
        this.parallel = parallel;
        rows = new(arrays);
        besides = new(arrays, book.Underlyings, rules, parallel.WorkerCount);
        columns = new(book.PortfolioCount);
        netting = new(arrays, rows, besides, rules, parallel.WorkerCount);
        fill = new(arrays);
        collateral = [.. Enumerable.Range(0, book.PortfolioCount).Select(portfolio => besides.Credit.Compile(book.EntryOf(portfolio)))];
        screen = new(arrays, book, besides, collateral, rules, columns, parallel.WorkerCount);
        rowsPhase = new(rows, book, columns);
        confirm = new(book, collateral, netting, columns);
        crossings = new int[book.PortfolioCount];
    }

    /// <summary>The portfolios whose state moved in the last cycle, by rising number.</summary>
    public ReadOnlySpan<int> Crossings => crossings.AsSpan(0, crossingCount);

    /// <summary>How many portfolios the last cycle computed again in double.</summary>
    public int ConfirmedCount => columns.SuspectCount;

    /// <summary>One margin cycle on a consistent set of snapshots.</summary>
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

        columns.SuspectCount = 0;
        screen.Begin();
        parallel.Run(screen);
        rowsPhase.Collect();
        parallel.Run(rowsPhase);
        parallel.Run(confirm);
        CollectCrossings();
    }

    /// <summary>The state of a portfolio, decided in double.</summary>
    public MarginState StateOf(int portfolio) => columns.States[portfolio];

    /// <summary>The screen's scan requirement, USD, which lies within <see cref="ScanErrorUsd"/> of the exact one. For overviews; answers use <see cref="Figure"/>.</summary>
    public double ScreenedScanUsd(int portfolio) => columns.ScanUsd[portfolio];

    /// <summary>A proven bound on the distance of the screened scan from the exact one, USD.</summary>
    public double ScanErrorUsd(int portfolio) => columns.ScanErrorUsd[portfolio];

    /// <summary>Why a portfolio has no figure: the first instrument it holds that cannot be priced; null when all can.</summary>
    public Unavailable? Unavailability(int portfolio)
    {
        var slot = columns.BlockedBy[portfolio];
        return slot == ScreenedColumns.NotBlocked ? null : arrays.Status(slot);
    }

    /// <summary>The exact figure of a portfolio in the present market, in double.</summary>
    /// <exception cref="InvalidOperationException">The portfolio holds what cannot be priced; ask <see cref="Unavailability"/> first.</exception>
    public MarginFigure Figure(int portfolio)
    {
        RequireAvailable(portfolio);
        return netting.Figure(book.LotsOf(portfolio), collateral[portfolio], worker: 0);
    }

    /// <summary>P&amp;L of a portfolio in every scenario, USD, in double.</summary>
    /// <exception cref="InvalidOperationException">The portfolio holds what cannot be priced.</exception>
    public double[] PnlUsd(int portfolio)
    {
        RequireAvailable(portfolio);
        var pnlUsd = new double[arrays.ScenarioCount];
        netting.Net(book.LotsOf(portfolio), pnlUsd);
        return pnlUsd;
    }

    /// <summary>What one unit of each lot's instrument contributes to a portfolio's initial margin; shape [L], USD, negative for a hedge (MODEL MRG-10).</summary>
    /// <param name="portfolio">Its number.</param>
    /// <param name="weights">Of its binding scenarios (<see cref="ScanWeights"/>).</param>
    /// <exception cref="InvalidOperationException">The portfolio holds what cannot be priced.</exception>
    public double[] InitialPerUnitUsd(int portfolio, ImmutableArray<(int Scenario, double Weight)> weights)
    {
        RequireAvailable(portfolio);
        var lots = book.LotsOf(portfolio);
        return netting.InitialPerUnitUsd(lots, weights, lots.Slots);
    }

    /// <summary>The unwind of each underlying that a portfolio holds, part by part; empty when the rules charge none (MODEL MRG-5).</summary>
    /// <exception cref="InvalidOperationException">The portfolio holds what cannot be priced.</exception>
    public ImmutableArray<UnderlyingUnwind> Unwind(int portfolio)
    {
        RequireAvailable(portfolio);
        var lots = book.LotsOf(portfolio);
        return besides.Unwinds.Of(lots.Slots, lots.Lots);
    }

    /// <summary>What the equity of a portfolio consists of, haircut by haircut (MODEL MRG-7, COL-1 to COL-3).</summary>
    /// <exception cref="InvalidOperationException">The portfolio holds what cannot be priced.</exception>
    public EquityReport Equity(int portfolio)
    {
        RequireAvailable(portfolio);
        var lots = book.LotsOf(portfolio);
        var profit = besides.Credit.Profit(lots);
        var markValueUsd = besides.Equity.EquityUsd(lots) - lots.Entry.CashUsd - profit.GrossUsd;
        return new(lots.Entry.CashUsd, markValueUsd, profit, besides.Credit.Collateral(lots, besides.Unwinds.Charge(lots.Slots, lots.Lots, worker: 0).HorizonDays));
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

    private void CollectCrossings()
    {
        crossingCount = 0;
        for (var i = 0; i < columns.SuspectCount; i++)
            if (confirm.HasCrossed(columns.Suspects[i]))
                crossings[crossingCount++] = columns.Suspects[i];
        crossings.AsSpan(0, crossingCount).Sort();
    }

    private void RequireAvailable(int portfolio)
    {
        if (Unavailability(portfolio) is { } reason) throw new InvalidOperationException($"{book.KeyOf(portfolio)}: {reason}");
    }
}
