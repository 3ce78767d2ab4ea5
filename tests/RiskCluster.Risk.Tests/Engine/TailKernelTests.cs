using System.Runtime.Intrinsics;
using RiskCluster.Cli.Bench.Naive;
using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Tail;

namespace RiskCluster.Risk.Tests.Engine;

public sealed unsafe class TailKernelTests
{
    public static TheoryData<string, int> Samples()
    {
        var data = new TheoryData<string, int>();
        foreach (var shape in new[] { "random", "rising", "falling", "equal", "few values", "period of 64", "one crash" })
            foreach (var count in new[] { 1, 2, 15, 64, 100, 928, 1033, 30_000 })
                data.Add(shape, count);
        return data;
    }

    [Theory]
    [MemberData(nameof(Samples))]
    [Trait("Rule", "MRG-3")]
    public void The_tail_agrees_with_the_sorted_sample_at_every_width(string shape, int count)
    {
        var values = Sample(shape, count);
        using var row = new AlignedMemory<float>((count / TailKernel.Padding + 1) * TailKernel.Padding);
        row.Slice(0, (int)row.Length).Fill(float.PositiveInfinity);
        values.CopyTo(row.Slice(0, count));
        foreach (var confidence in new[] { 0.5, 0.9, 0.95, 0.975, 0.99, 0.999 })
        {
            var tail = TailMeasures.TailSize(count, confidence);
            var expected = -TailMeasures.ExpectedShortfall([.. values.Select(value => (double)value)], confidence);
            TailKernel.MeanOfWorst(row.Start, count, tail).ShouldBe(expected, 1e-12 * (1 + Math.Abs(expected)));
            TailKernel.MeanOfWorst<FloatLanes16, Vector512<float>>(row.Start, count, tail).ShouldBe(TailKernel.MeanOfWorst<FloatLanes1, float>(row.Start, count, tail));
            TailKernel.MeanOfWorst<FloatLanes8, Vector256<float>>(row.Start, count, tail).ShouldBe(TailKernel.MeanOfWorst<FloatLanes1, float>(row.Start, count, tail));
            if (tail >= 1) NaiveTail.ByQuickSelect([.. values], tail).ShouldBe(expected, 1e-12 * (1 + Math.Abs(expected)));
        }

        TailKernel.Min(row.Start, count).ShouldBe(values.Min());
        TailKernel.Min<FloatLanes16, Vector512<float>>(row.Start, count - 1).ShouldBe(values.Take(count - 1).DefaultIfEmpty(float.PositiveInfinity).Min());
        TailKernel.Min<FloatLanes8, Vector256<float>>(row.Start, count - 1).ShouldBe(values.Take(count - 1).DefaultIfEmpty(float.PositiveInfinity).Min());
    }

    private static float[] Sample(string shape, int count)
    {
        var random = new Random(count);
        return [.. Enumerable.Range(0, count).Select(i => shape switch
        {
            "random" => (float)(random.NextDouble() - 0.5),
            "rising" => i,
            "falling" => -i,
            "equal" => 3,
            "few values" => random.Next(3),
            "period of 64" => i % 64 == 5 ? -i : i,
            _ => i == count / 2 ? -1000 : 1,
        })];
    }
}
