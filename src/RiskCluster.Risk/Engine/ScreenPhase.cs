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
    private readonly Besides besides;
    private readonly RiskModelRequirement rules;
    private readonly CycleColumns columns;
    private readonly AlignedMemory<float>[] scratch;
    private readonly BlockLots[] blocks;
    private readonly AlignedMemory<double> unitUsd;
    private readonly AlignedMemory<double> largestUsd;
    private readonly int rowStride;
    private readonly int stressCount;
    private readonly int historyCount;
    private readonly double tail;
    private bool isPartial;

    public ScreenPhase(RiskArrays arrays, Besides besides, RiskModelRequirement rules, CycleColumns columns, int workers)
    {
        this.arrays = arrays;
        this.besides = besides;
        this.rules = rules;
        this.columns = columns;
        stressCount = arrays.Scenarios.StressCount;
        historyCount = arrays.ScenarioCount - stressCount;
        tail = historyCount > 0 ? TailMeasures.TailSize(historyCount, rules.EsConfidence) : 0;
        // The tail kernel reads whole strips from the first historical scenario on, hence the extra strip of padding.
        rowStride = arrays.TileCount * NettingKernel.TileScenarios + TailKernel.Padding;
        scratch = [.. Enumerable.Range(0, workers).Select(_ => new AlignedMemory<float>(BlockPortfolios * rowStride))];
        blocks = [.. Enumerable.Range(0, workers).Select(_ => new BlockLots(BlockPortfolios))];
        unitUsd = new(arrays.InstrumentCount);
        largestUsd = new(arrays.InstrumentCount);
    }

    public int UnitCount => (WorkCount + BlockPortfolios - 1) / BlockPortfolios;

    private int WorkCount => isPartial ? columns.ChangedCount : columns.Count;

    /// <summary>Takes over what the instruments are worth now; to be called before the units run.</summary>
    /// <param name="onlyChanged">Whether only the portfolios that changed are screened: enough when the market is what it was.</param>
    public void Begin(bool onlyChanged)
    {
        isPartial = onlyChanged;
        if (onlyChanged) columns.BeginChanged();
        else columns.BeginAll();
        for (var slot = 0; slot < arrays.InstrumentCount; slot++)
        {
            unitUsd.Start[slot] = besides.Equity.UnitUsd(slot);
            largestUsd.Start[slot] = arrays.Status(slot) is null ? arrays.MaxAbs(slot) : double.NaN;
        }
    }

    public void RunUnit(int unit, int worker)
    {
        var first = unit * BlockPortfolios;
        var last = Math.Min(first + BlockPortfolios, WorkCount);
        var pnl = scratch[worker].Start;
        Net(first, last, blocks[worker], pnl);
        for (var i = first; i < last; i++)
        {
            var portfolio = PortfolioAt(i);
            if (columns.Lots[portfolio] is { } held) Judge(portfolio, held, pnl + (i - first) * rowStride, worker);
        }
    }

    public void Dispose()
    {
        foreach (var memory in scratch) memory.Dispose();
        foreach (var block in blocks) block.Dispose();
        unitUsd.Dispose();
        largestUsd.Dispose();
    }

    private int PortfolioAt(int i) => isPartial ? columns.Changed[i] : i;

    /// <summary>P&amp;L of each portfolio of a block in every scenario. The tile is the outer loop: it stays in the second-level cache for the whole block.</summary>
    private void Net(int first, int last, BlockLots block, float* pnl)
    {
        var count = 0;
        for (var i = first; i < last; i++) count += columns.Lots[PortfolioAt(i)]?.Slots.Length ?? 0;
        block.Reserve(count);
        for (var i = first; i < last; i++) block.Put(i - first, columns.Lots[PortfolioAt(i)]);
        for (var tile = 0; tile < arrays.TileCount; tile++)
        {
            var rows = arrays.Tile(tile);
            for (var i = 0; i < last - first; i++) NettingKernel.Net(rows, block.Slots(i), block.Lots(i), block.Count(i), pnl + i * rowStride + tile * NettingKernel.TileScenarios);
        }
    }

    private void Judge(int portfolio, PortfolioLots held, float* pnl, int worker)
    {
        new Span<float>(pnl + arrays.ScenarioCount, rowStride - arrays.ScenarioCount).Fill(float.PositiveInfinity);
        var stressUsd = -(double)TailKernel.Min(pnl, stressCount);
        var shortfallUsd = historyCount > 0 ? -TailKernel.MeanOfWorst(pnl + stressCount, historyCount, tail) : 0;
        var scanUsd = Math.Max(0, Math.Max(stressUsd, shortfallUsd));
        var (lotsUsd, magnitudeUsd) = Sum(held);
        var equityUsd = besides.Equity.EntryUsd(held.Entry) + lotsUsd;
        var blockedBy = double.IsNaN(magnitudeUsd) ? FirstUnavailable(held) : columns.Collateral[portfolio].OwesUnpriced ? CycleColumns.BlockedByDebt : CycleColumns.NotBlocked;
        var errorUsd = ErrorUsd(held.Lots.Length, magnitudeUsd);
        columns.ScanUsd[portfolio] = scanUsd;
        columns.ScanErrorUsd[portfolio] = errorUsd;
        columns.BlockedBy[portfolio] = blockedBy;
        if (blockedBy != CycleColumns.NotBlocked)
        {
            columns.AddBlocked(portfolio);
            return;
        }

        // The same digits as in the double pass: only the scan is in doubt.
        var span = held.Span;
        var charge = besides.Contingencies.Charge(span.Slots, span.Lots, worker);
        var unwind = besides.Unwinds.Charge(span.Slots, span.Lots, worker);
        equityUsd += besides.Credit.Usd(span, columns.Collateral[portfolio], unwind.HorizonDays, worker);
        var (initialUsd, maintenanceUsd) = Requirement.Margins(scanUsd, charge, unwind, rules);
        columns.MaintenanceExcessUsd[portfolio] = equityUsd - maintenanceUsd;
        var distanceUsd = MarginStates.DistanceToLine(equityUsd, initialUsd, maintenanceUsd);
        var vouchedFor = distanceUsd > rules.InitialFactor * (1 + unwind.BufferFraction) * errorUsd + MarginRoundoff * initialUsd
            && MarginStates.Of(equityUsd, initialUsd, maintenanceUsd) == columns.States[portfolio];
        if (!vouchedFor) columns.AddSuspect(portfolio);
    }

    /// <summary>What the lots add to equity, and the largest P&amp;L that they could add up to; the latter is not a number when one has no price.</summary>
    private (double LotsUsd, double MagnitudeUsd) Sum(PortfolioLots held)
    {
        fixed (int* slots = held.Slots.AsSpan())
        fixed (double* lots = held.Lots.AsSpan())
            return Sum(slots, lots, held.Lots.Length);
    }

    private (double LotsUsd, double MagnitudeUsd) Sum(int* slots, double* lots, int count)
    {
        unchecked
        {
            // Two chains of sums, even and odd lots: one would wait for its own last addition.
            double even = 0, odd = 0, evenMagnitude = 0, oddMagnitude = 0;
            var i = 0;
            for (; i + 1 < count; i += 2)
            {
                even += lots[i] * unitUsd.Start[slots[i]];
                odd += lots[i + 1] * unitUsd.Start[slots[i + 1]];
                evenMagnitude += Math.Abs(lots[i]) * largestUsd.Start[slots[i]];
                oddMagnitude += Math.Abs(lots[i + 1]) * largestUsd.Start[slots[i + 1]];
            }

            if (i < count)
            {
                even += lots[i] * unitUsd.Start[slots[i]];
                evenMagnitude += Math.Abs(lots[i]) * largestUsd.Start[slots[i]];
            }

            return (even + odd, evenMagnitude + oddMagnitude);
        }
    }

    private int FirstUnavailable(PortfolioLots held)
    {
        foreach (var slot in held.Slots)
            if (arrays.Status(slot) is not null)
                return slot;
        return CycleColumns.NotBlocked;
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
