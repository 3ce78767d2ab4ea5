using System.Runtime.Intrinsics;
using RiskCluster.Risk.Engine;

namespace RiskCluster.Risk.Tests.Engine;

public sealed unsafe class NettingKernelTests
{
    private const int Instruments = 50;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(50)]
    [Trait("Rule", "MRG-1")]
    public void Every_width_gives_the_same_bits_and_the_naive_sum(int count)
    {
        var random = new Random(count);
        using var tile = new AlignedMemory<float>(Instruments * NettingKernel.TileScenarios);
        for (var i = 0; i < tile.Length; i++) tile.Start[i] = (float)(2 * random.NextDouble() - 1);
        using var slots = new AlignedMemory<int>(count);
        using var lots = new AlignedMemory<float>(count);
        for (var i = 0; i < count; i++)
        {
            slots.Start[i] = i;
            lots.Start[i] = (float)(random.NextDouble() - 0.5);
        }

        var wide = new float[NettingKernel.TileScenarios];
        var middle = new float[NettingKernel.TileScenarios];
        var single = new float[NettingKernel.TileScenarios];
        fixed (float* w = wide, m = middle, s = single)
        {
            NettingKernel.Net<FloatLanes16, Vector512<float>>(tile.Start, slots.Start, lots.Start, count, w);
            NettingKernel.Net<FloatLanes8, Vector256<float>>(tile.Start, slots.Start, lots.Start, count, m);
            NettingKernel.Net<FloatLanes1, float>(tile.Start, slots.Start, lots.Start, count, s);
        }

        middle.ShouldBe(wide);
        single.ShouldBe(wide);
        for (var scenario = 0; scenario < wide.Length; scenario++)
        {
            var exact = Enumerable.Range(0, count).Sum(i => (double)lots.Start[i] * tile.Start[i * NettingKernel.TileScenarios + scenario]);
            ((double)wide[scenario]).ShouldBe(exact, 1e-6 * Math.Max(1, count));
        }
    }
}
