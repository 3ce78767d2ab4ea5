using System.Numerics.Tensors;

namespace RiskCluster.Risk.Engine;

/// <summary>The lots of a block of portfolios side by side: they lie all over the heap, and the netting kernel comes back to them with every tile.</summary>
internal sealed unsafe class BlockLots : IDisposable
{
    private readonly int[] starts;
    private AlignedMemory<int> slots = new(0);
    private AlignedMemory<float> lots = new(0);

    public BlockLots(int portfolios) => starts = new int[portfolios + 1];

    /// <summary>Shape [L]. Instrument numbers.</summary>
    public int* Slots(int i) => slots.Start + starts[i];

    /// <summary>Shape [L]. Signed units.</summary>
    public float* Lots(int i) => lots.Start + starts[i];

    /// <summary>L of a portfolio of the block.</summary>
    public int Count(int i) => starts[i + 1] - starts[i];

    /// <summary>Makes room for a block of so many lots.</summary>
    public void Reserve(int count)
    {
        if (count <= slots.Length) return;
        Dispose();
        slots = new(2L * count);
        lots = new(2L * count);
    }

    /// <summary>Copies the next portfolio of the block, its units rounded to the nearest float; null is one without lots.</summary>
    public void Put(int i, PortfolioLots? held)
    {
        var start = starts[i];
        starts[i + 1] = start + (held?.Slots.Length ?? 0);
        if (held is null) return;
        held.Slots.CopyTo(slots.Slice(start, held.Slots.Length));
        TensorPrimitives.ConvertTruncating(held.Lots.AsSpan(), lots.Slice(start, held.Lots.Length));
    }

    public void Dispose()
    {
        slots.Dispose();
        lots.Dispose();
    }
}
