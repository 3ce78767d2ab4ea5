using RiskCluster.Cli.Bench.Naive;
using RiskCluster.Risk.Engine;

namespace RiskCluster.Cli.Bench;

/// <summary>The two kernels of the screen, netting and tail, against their ordinary implementations on the same numbers.</summary>
internal static unsafe class KernelBench
{
    private const int Instruments = 1000;
    private const int Scenarios = 1033;
    private const int LotsEach = 100;
    private const int Accounts = 64;
    private const int Blocks = 8;
    private const int Seed = 20260205;

    public static BenchRow Netting(BenchOptions options)
    {
        var random = new Random(Seed);
        var rows = Enumerable.Range(0, Instruments).Select(_ => Floats(random, Scenarios)).ToArray();
        var tiles = (Scenarios + NettingKernel.TileScenarios - 1) / NettingKernel.TileScenarios;
        using var tiled = new AlignedMemory<float>(tiles * Instruments * NettingKernel.TileScenarios);
        for (var i = 0; i < Instruments; i++)
            for (var s = 0; s < Scenarios; s++)
                tiled.Start[(s / NettingKernel.TileScenarios * Instruments + i) * NettingKernel.TileScenarios + s % NettingKernel.TileScenarios] = rows[i][s];

        var slots = Enumerable.Range(0, Accounts * Blocks).Select(_ => Enumerable.Range(0, Instruments).OrderBy(_ => random.Next()).Take(LotsEach).Order().ToArray()).ToArray();
        var lots = slots.Select(_ => Floats(random, LotsEach)).ToArray();
        using var flatSlots = new AlignedMemory<int>(slots.Length * LotsEach);
        using var flatLots = new AlignedMemory<float>(slots.Length * LotsEach);
        for (var a = 0; a < slots.Length; a++)
        {
            slots[a].CopyTo(flatSlots.Slice(a * LotsEach, LotsEach));
            lots[a].CopyTo(flatLots.Slice(a * LotsEach, LotsEach));
        }

        var stride = tiles * NettingKernel.TileScenarios;
        using var pnl = new AlignedMemory<float>(Accounts * stride);
        var plain = new float[Scenarios];
        var times = Interleaved.MedianNanoseconds(
            options.Rounds,
            () =>
            {
                for (var block = 0; block < Blocks; block++)
                    for (var tile = 0; tile < tiles; tile++)
                        for (var a = 0; a < Accounts; a++)
                        {
                            var first = (block * Accounts + a) * LotsEach;
                            NettingKernel.Net(tiled.Start + tile * Instruments * NettingKernel.TileScenarios, flatSlots.Start + first, flatLots.Start + first, LotsEach, pnl.Start + a * stride + tile * NettingKernel.TileScenarios);
                        }
            },
            () =>
            {
                for (var a = 0; a < slots.Length; a++) NaiveNetting.Axpy(rows, slots[a], lots[a], plain);
            });
        return new(
            "netting, float tiles / plain Vector<float> axpy",
            times[0] / times[1],
            BenchLimit.AtMost,
            0.75,
            FormattableString.Invariant($"{times[0] / slots.Length / 1000:0.00} us against {times[1] / slots.Length / 1000:0.00} us a portfolio of {LotsEach} lots, {Scenarios} scenarios"));
    }

    public static BenchRow[] Tail(BenchOptions options)
    {
        const int samples = 64;
        const double tail = Scenarios * 0.01;
        var random = new Random(Seed);
        var values = Enumerable.Range(0, samples).Select(_ => Floats(random, Scenarios)).ToArray();
        var stride = (Scenarios + TailKernel.Padding - 1) / TailKernel.Padding * TailKernel.Padding;
        using var padded = new AlignedMemory<float>(samples * stride);
        new Span<float>(padded.Start, samples * stride).Fill(float.PositiveInfinity);
        for (var i = 0; i < samples; i++) values[i].CopyTo(padded.Slice(i * stride, Scenarios));
        var work = new float[Scenarios];
        var sink = 0.0;
        var times = Interleaved.MedianNanoseconds(
            options.Rounds,
            () =>
            {
                for (var repeat = 0; repeat < 20; repeat++)
                    for (var i = 0; i < samples; i++)
                        sink += TailKernel.MeanOfWorst(padded.Start + i * stride, Scenarios, tail);
            },
            () =>
            {
                for (var i = 0; i < samples; i++)
                {
                    values[i].CopyTo(work, 0);
                    sink += NaiveTail.BySort(work, tail);
                }
            },
            () =>
            {
                for (var i = 0; i < samples; i++)
                {
                    values[i].CopyTo(work, 0);
                    sink += NaiveTail.ByQuickSelect(work, tail);
                }
            });
        var each = times.Select((time, i) => time / samples / (i == 0 ? 20 : 1) / 1000).ToArray();
        var detail = FormattableString.Invariant($"{each[0]:0.00} us against sort {each[1]:0.0} us, quickselect {each[2]:0.0} us of {Scenarios}");
        GC.KeepAlive(sink);
        return
        [
            new("expected shortfall / Array.Sort", each[0] / each[1], BenchLimit.AtMost, 1.0 / 40, detail),
            new("expected shortfall / quickselect", each[0] / each[2], BenchLimit.AtMost, 1.0 / 6, detail),
        ];
    }

    /// <summary>Sums of twelve uniform draws: near enough to normal returns.</summary>
    private static float[] Floats(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => (float)(Enumerable.Range(0, 12).Sum(_ => random.NextDouble()) - 6))];
}
