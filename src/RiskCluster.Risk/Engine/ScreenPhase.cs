using RiskCluster.Risk.Collateral;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Tail;

namespace RiskCluster.Risk.Engine;

/// <summary>The float pass: nets blocks of 64 portfolios over the tiles and finds whose state the screen cannot vouch for. A unit is a block.</summary>
internal sealed unsafe class ScreenPhase : IUnitWork, IDisposable
{
    private const int BlockPortfolios = 64;

    /// <summary>Half the distance of 1 and the next float: the largest relative error of one rounding.</summary>
    private const double UnitRoundoff = 1.0 / (1 << 24);

    /// <summary>The sums and products that make a margin of scan, contingencies and unwind cost in double, on either side.</summary>
    private const double MarginRoundoff = 8.0 / (1L << 53);

    private readonly RiskArrays arrays;
    private readonly MarginBook book;
    private readonly Besides besides;
    private readonly CollateralPlan[] collateral;
    private readonly RiskModelRequirement rules;
    private readonly ScreenedColumns columns;
    private readonly AlignedMemory<float>[] scratch;
    private readonly AlignedMemory<int> slots;
    private readonly AlignedMemory<float> lots;
    private readonly AlignedMemory<double> exactLots;
    private readonly AlignedMemory<double> unitUsd;
    private readonly AlignedMemory<double> largestUsd;
    private readonly double[] cashUsd;
    private readonly double[] coins;
    private readonly double[] indexUsd;
    private readonly int rowStride;
    private readonly int stressCount;
    private readonly int historyCount;
    private readonly double tail;

    public ScreenPhase(RiskArrays arrays, MarginBook book, Besides besides, CollateralPlan[] collateral, RiskModelRequirement rules, ScreenedColumns columns, int workers)
    {
        this.arrays = arrays;
        this.book = book;
        this.besides = besides;
        this.collateral = collateral;
        this.rules = rules;
        this.columns = columns;
        stressCount = arrays.Scenarios.StressCount;
        historyCount = arrays.ScenarioCount - stressCount;
        tail = historyCount > 0 ? TailMeasures.TailSize(historyCount, rules.EsConfidence) : 0;
        // The tail kernel reads whole strips from the first historical scenario on, hence the extra strip of padding.
        rowStride = arrays.TileCount * NettingKernel.TileScenarios + TailKernel.Padding;
        scratch = [.. Enumerable.Range(0, workers).Select(_ => new AlignedMemory<float>(BlockPortfolios * rowStride))];
        slots = new(book.Slots.Length);
        lots = new(book.LotsFloat.Length);
        exactLots = new(book.Lots.Length);
        unitUsd = new(arrays.InstrumentCount);
        largestUsd = new(arrays.InstrumentCount);
        // Side by side for the pass over all portfolios.
        cashUsd = [.. Enumerable.Range(0, book.PortfolioCount).Select(book.EntryOf).Select(entry => entry.CashUsd + entry.EnteredUsd)];
        coins = [.. Enumerable.Range(0, book.PortfolioCount).SelectMany(portfolio => book.EntryOf(portfolio).Coins)];
        indexUsd = new double[book.Underlyings.Length];
        book.Slots.CopyTo(slots.Slice(0, book.Slots.Length));
        book.LotsFloat.CopyTo(lots.Slice(0, book.LotsFloat.Length));
        book.Lots.CopyTo(exactLots.Slice(0, book.Lots.Length));
    }

    public int UnitCount => (book.PortfolioCount + BlockPortfolios - 1) / BlockPortfolios;

    /// <summary>Takes over what the instruments are worth now; to be called before the units run.</summary>
    public void Begin()
    {
        for (var u = 0; u < indexUsd.Length; u++) indexUsd[u] = besides.Equity.IndexUsd(book.Underlyings[u]);
        for (var slot = 0; slot < arrays.InstrumentCount; slot++)
        {
            unitUsd.Start[slot] = besides.Equity.UnitUsd(slot);
            largestUsd.Start[slot] = arrays.Status(slot) is null ? arrays.MaxAbs(slot) : double.NaN;
        }
    }

    public void RunUnit(int unit, int worker)
    {
        var first = unit * BlockPortfolios;
        var last = Math.Min(first + BlockPortfolios, book.PortfolioCount);
        var pnl = scratch[worker].Start;
        Net(first, last, pnl);
        for (var portfolio = first; portfolio < last; portfolio++) Judge(portfolio, pnl + (portfolio - first) * rowStride, worker);
    }

    public void Dispose()
    {
        foreach (var memory in scratch) memory.Dispose();
        slots.Dispose();
        lots.Dispose();
        exactLots.Dispose();
        unitUsd.Dispose();
        largestUsd.Dispose();
    }

    /// <summary>P&amp;L of each portfolio of a block in every scenario. The tile is the outer loop: it stays in the second-level cache for the whole block.</summary>
    private void Net(int first, int last, float* pnl)
    {
        var starts = book.LotStart;
        for (var tile = 0; tile < arrays.TileCount; tile++)
        {
            var rows = arrays.Tile(tile);
            for (var portfolio = first; portfolio < last; portfolio++)
            {
                var start = starts[portfolio];
                var target = pnl + (portfolio - first) * rowStride + tile * NettingKernel.TileScenarios;
                NettingKernel.Net(rows, slots.Start + start, lots.Start + start, starts[portfolio + 1] - start, target);
            }
        }
    }

    private void Judge(int portfolio, float* pnl, int worker)
    {
        new Span<float>(pnl + arrays.ScenarioCount, rowStride - arrays.ScenarioCount).Fill(float.PositiveInfinity);
        var stressUsd = -(double)TailKernel.Min(pnl, stressCount);
        var shortfallUsd = historyCount > 0 ? -TailKernel.MeanOfWorst(pnl + stressCount, historyCount, tail) : 0;
        var scanUsd = Math.Max(0, Math.Max(stressUsd, shortfallUsd));
        var (lotsUsd, magnitudeUsd) = Sum(book.LotStart[portfolio], book.LotStart[portfolio + 1]);
        var equityUsd = EntryUsd(portfolio) + lotsUsd;
        var blockedBy = double.IsNaN(magnitudeUsd) ? FirstUnavailable(portfolio) : ScreenedColumns.NotBlocked;
        var errorUsd = ErrorUsd(book.LotStart[portfolio + 1] - book.LotStart[portfolio], magnitudeUsd);
        columns.ScanUsd[portfolio] = scanUsd;
        columns.ScanErrorUsd[portfolio] = errorUsd;
        columns.BlockedBy[portfolio] = blockedBy;
        if (blockedBy != ScreenedColumns.NotBlocked) return;

        // The same digits as in the double pass: only the scan is in doubt.
        var held = LotsOf(portfolio);
        var charge = besides.Contingencies.Charge(held.Slots, held.Lots, worker);
        var unwind = besides.Unwinds.Charge(held.Slots, held.Lots, worker);
        equityUsd += besides.Credit.Usd(held, collateral[portfolio], unwind.HorizonDays, worker);
        var (initialUsd, maintenanceUsd) = Requirement.Margins(scanUsd, charge, unwind, rules);
        var distanceUsd = MarginStates.DistanceToLine(equityUsd, initialUsd, maintenanceUsd);
        var vouchedFor = distanceUsd > rules.InitialFactor * (1 + unwind.BufferFraction) * errorUsd + MarginRoundoff * initialUsd
            && MarginStates.Of(equityUsd, initialUsd, maintenanceUsd) == columns.States[portfolio];
        if (!vouchedFor) columns.AddSuspect(portfolio);
    }

    /// <summary>The lots as the book has them, but where they are read anyway: another copy would be twice the memory to walk through.</summary>
    private LotSpan LotsOf(int portfolio)
    {
        var (start, count) = (book.LotStart[portfolio], book.LotStart[portfolio + 1] - book.LotStart[portfolio]);
        return new(new(slots.Start + start, count), new(exactLots.Start + start, count), book.EntryOf(portfolio));
    }

    /// <summary>What the lots add to equity, and the largest P&amp;L that they could add up to; the latter is not a number when one has no price.</summary>
    private (double LotsUsd, double MagnitudeUsd) Sum(int start, int end)
    {
        unchecked
        {
            // Two chains of sums, even and odd lots: one would wait for its own last addition.
            double even = 0, odd = 0, evenMagnitude = 0, oddMagnitude = 0;
            var i = start;
            for (; i + 1 < end; i += 2)
            {
                even += exactLots.Start[i] * unitUsd.Start[slots.Start[i]];
                odd += exactLots.Start[i + 1] * unitUsd.Start[slots.Start[i + 1]];
                evenMagnitude += Math.Abs(exactLots.Start[i]) * largestUsd.Start[slots.Start[i]];
                oddMagnitude += Math.Abs(exactLots.Start[i + 1]) * largestUsd.Start[slots.Start[i + 1]];
            }

            if (i < end)
            {
                even += exactLots.Start[i] * unitUsd.Start[slots.Start[i]];
                evenMagnitude += Math.Abs(exactLots.Start[i]) * largestUsd.Start[slots.Start[i]];
            }

            return (even + odd, evenMagnitude + oddMagnitude);
        }
    }

    /// <summary>The same sum as <see cref="EquityColumns.EntryUsd"/>.</summary>
    private double EntryUsd(int portfolio)
    {
        var usd = cashUsd[portfolio];
        var first = portfolio * indexUsd.Length;
        for (var u = 0; u < indexUsd.Length; u++) usd += coins[first + u] * indexUsd[u];
        return usd;
    }

    private int FirstUnavailable(int portfolio)
    {
        for (var i = book.LotStart[portfolio]; i < book.LotStart[portfolio + 1]; i++)
            if (arrays.Status(book.Slots[i]) is not null)
                return book.Slots[i];
        return ScreenedColumns.NotBlocked;
    }

    /// <summary>
    /// How far the float sums can be from the double ones: every lot's product passes at most n = lots/2 + 3 roundings (row, lot, its chain, the last sum), and
    /// n u / (1 - n u) of the summed magnitudes bounds them all (Higham, Accuracy and Stability of Numerical Algorithms, 2002, section 3.1).
    /// </summary>
    private static double ErrorUsd(int lots, double magnitudeUsd)
    {
        var roundings = (lots / 2 + 3) * UnitRoundoff;
        // A sum beyond float's range would be infinite or not a number: its bound is infinite too, so that double decides.
        return magnitudeUsd < float.MaxValue / 4 ? magnitudeUsd * roundings / (1 - roundings) : double.PositiveInfinity;
    }
}
