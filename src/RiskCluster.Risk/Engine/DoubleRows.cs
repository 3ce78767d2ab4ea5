using System.Numerics.Tensors;

namespace RiskCluster.Risk.Engine;

/// <summary>
/// Risk arrays in double, made when somebody asks: whatever is answered, explained or acted on comes from these rows, never from the float tiles of the screen.
/// </summary>
internal sealed class DoubleRows : IDisposable
{
    private readonly RiskArrays arrays;
    private readonly AlignedMemory<double> memory;
    private readonly bool[] ready;
    private readonly (double LowUsd, double HighUsd)?[] ranges;

    public DoubleRows(RiskArrays arrays)
    {
        this.arrays = arrays;
        memory = new((long)arrays.InstrumentCount * arrays.ScenarioCount);
        ready = new bool[arrays.InstrumentCount];
        ranges = new (double, double)?[arrays.InstrumentCount];
    }

    /// <summary>Forgets the rows of an underlying that moved.</summary>
    public void Invalidate(string underlying)
    {
        for (var slot = 0; slot < ready.Length; slot++)
            if (arrays.Instruments[slot].Underlying == underlying)
                (ready[slot], ranges[slot]) = (false, null);
    }

    /// <summary>True when the row stands for the present market.</summary>
    public bool IsReady(int slot) => ready[slot];

    /// <summary>Makes a row. Different rows may be made on different threads at the same time.</summary>
    public void Make(int slot)
    {
        if (ready[slot]) return;
        arrays.FillDoubleRow(slot, Span(slot));
        ready[slot] = true;
    }

    /// <summary>Makes every row of an underlying.</summary>
    public void MakeAll(string underlying)
    {
        arrays.FillDoubleRows(underlying, memory.Slice(0, (int)memory.Length));
        for (var slot = 0; slot < ready.Length; slot++)
            if (arrays.Instruments[slot].Underlying == underlying)
                ready[slot] = true;
    }

    /// <summary>Shape [S]: USD P&amp;L of one unit in every scenario. Made first if need be.</summary>
    public ReadOnlySpan<double> Row(int slot)
    {
        Make(slot);
        return Span(slot);
    }

    /// <summary>The least and the most of a row over the historical scenarios, of which there must be some. Kept until the underlying moves; one caller at a time.</summary>
    public (double LowUsd, double HighUsd) Range(int slot)
    {
        if (ranges[slot] is { } known) return known;
        var history = Row(slot)[arrays.Scenarios.StressCount..];
        var range = (TensorPrimitives.Min(history), TensorPrimitives.Max(history));
        ranges[slot] = range;
        return range;
    }

    /// <summary>Adds lot x row to <paramref name="pnlUsd"/>, rounding once a scenario; the same bits at every vector width.</summary>
    public void AddTo(Span<double> pnlUsd, int slot, double lot) => Add(pnlUsd, slot, lot, pnlUsd);

    /// <summary>The same into another array; shape [S], overwritten.</summary>
    public void Add(ReadOnlySpan<double> pnlUsd, int slot, double lot, Span<double> sumUsd) => TensorPrimitives.FusedMultiplyAdd(Row(slot), lot, pnlUsd, sumUsd);

    public void Dispose() => memory.Dispose();

    private Span<double> Span(int slot) => memory.Slice((long)slot * arrays.ScenarioCount, arrays.ScenarioCount);
}
