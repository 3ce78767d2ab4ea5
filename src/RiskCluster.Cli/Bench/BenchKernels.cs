using System.Numerics.Tensors;
using RiskCluster.Risk.Engine;

namespace RiskCluster.Cli.Bench;

/// <summary>The kernels of a margin cycle run bare on the same book: what the cycle would cost if it were nothing but them.</summary>
internal sealed unsafe class BenchKernels : IDisposable
{
    private const int BlockPortfolios = 64;
    private readonly BenchCycle setup;
    private readonly AlignedMemory<int> slots;
    private readonly AlignedMemory<float> lots;
    private readonly AlignedMemory<float> pnl;
    private readonly int[] starts;
    private readonly int stride;

    public BenchKernels(BenchCycle setup)
    {
        this.setup = setup;
        var held = Enumerable.Range(0, setup.Book.PortfolioCount).Select(setup.Book.LotsOf).ToList();
        starts = new int[held.Count + 1];
        for (var p = 0; p < held.Count; p++) starts[p + 1] = starts[p] + held[p].Lots.Length;
        slots = new(starts[^1]);
        lots = new(starts[^1]);
        for (var p = 0; p < held.Count; p++)
        {
            held[p].Slots.CopyTo(slots.Slice(starts[p], held[p].Slots.Length));
            TensorPrimitives.ConvertTruncating(held[p].Lots.AsSpan(), lots.Slice(starts[p], held[p].Lots.Length));
        }

        stride = setup.Arrays.TileCount * NettingKernel.TileScenarios + TailKernel.Padding;
        pnl = new(BlockPortfolios * stride);
    }

    /// <summary>All kernels in the order of the cycle and on the same data: fill, then net and tails block by block.</summary>
    public void Run()
    {
        setup.Fill();
        for (var first = 0; first < setup.Book.PortfolioCount; first += BlockPortfolios)
        {
            NetBlock(first);
            TailBlock(first);
        }
    }

    /// <summary>Refill alone.</summary>
    public void Fill() => setup.Fill();

    /// <summary>Netting alone.</summary>
    public void Net()
    {
        for (var first = 0; first < setup.Book.PortfolioCount; first += BlockPortfolios) NetBlock(first);
    }

    public void Dispose()
    {
        slots.Dispose();
        lots.Dispose();
        pnl.Dispose();
    }

    private int Last(int first) => Math.Min(first + BlockPortfolios, setup.Book.PortfolioCount);

    private void NetBlock(int first)
    {
        for (var tile = 0; tile < setup.Arrays.TileCount; tile++)
            for (var p = first; p < Last(first); p++)
                NettingKernel.Net(setup.Arrays.Tile(tile), slots.Start + starts[p], lots.Start + starts[p], starts[p + 1] - starts[p], pnl.Start + (p - first) * stride + tile * NettingKernel.TileScenarios);
    }

    private void TailBlock(int first)
    {
        var stress = setup.Arrays.Scenarios.StressCount;
        var history = setup.Arrays.ScenarioCount - stress;
        for (var p = first; p < Last(first); p++)
        {
            var row = pnl.Start + (p - first) * stride;
            TailKernel.Min(row, stress);
            TailKernel.MeanOfWorst(row + stress, history, history * 0.01);
        }
    }
}
