using System.Diagnostics.Metrics;
using System.Globalization;

namespace RiskCluster.Cli.Bench.Gateway;

/// <summary>What a flood of reads, at ten times the usual rate, does to order checks and margin cycles: quiet and flooded rounds in turn.</summary>
internal static class FloodBench
{
    private const string CycleDuration = "riskcluster.margin.cycle.duration";
    private const double Bar = 1.2;
    private const int Checkers = 4;
    private const int Readers = 10;
    private const int UsualReaders = 1;
    private const int LeastFlood = 8;
    private static readonly TimeSpan CheckEvery = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan ReadEvery = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan TickEvery = TimeSpan.FromMilliseconds(100);

    public static async Task<BenchRow[]> Run(GatewayServer server, BenchOptions options)
    {
        var rounds = options.IsShort ? 4 : 12;
        var seconds = TimeSpan.FromSeconds(1.25);
        var cycles = new List<double>();
        using var listener = Listener(cycles);
        var samples = new List<(double Quiet, double Flooded)>();
        var cycleSamples = new List<(double Quiet, double Flooded)>();
        var (usual, reads) = (0L, 0L);
        await Round(UsualReaders);
        await Round(Readers);
        for (var round = 0; round < rounds; round++)
        {
            var quiet = await Round(UsualReaders);
            var flooded = await Round(Readers);
            samples.Add((quiet.CheckMs, flooded.CheckMs));
            cycleSamples.Add((quiet.CycleMs, flooded.CycleMs));
            (usual, reads) = (usual + quiet.Reads, reads + flooded.Reads);
        }

        return
        [
            Row("p99 of check-order while reads flood / quiet", samples, $"signed, {Checkers / CheckEvery.TotalSeconds:0} a second"),
            Row("p99 of the margin cycle while reads flood / quiet", cycleSamples, $"{1 / TickEvery.TotalSeconds:0} ticks a second"),
        ];

        async Task<(double CheckMs, double CycleMs, long Reads)> Round(int readers)
        {
            lock (cycles) cycles.Clear();
            using var end = new CancellationTokenSource(seconds);
            var checking = Enumerable.Range(0, Checkers).Select(i => PacedThread.Run(server.Address, CheckEvery, yields: false, number => Check(number * Checkers + i), end.Token)).ToList();
            // What callers take of the processors is none of the server's: those who flood take what is left over.
            var reading = Enumerable.Range(0, readers).Select(i => PacedThread.Run(server.Address, ReadEvery, yields: true, number => Read(number * Readers + i), end.Token)).ToList();
            await Tick(end.Token);
            var checkMs = Percentile((await Task.WhenAll(checking)).SelectMany(times => times));
            var count = (await Task.WhenAll(reading)).Sum(times => (long)times.Count);
            lock (cycles) return (checkMs, Percentile(cycles), count);
        }

        async Task Tick(CancellationToken end)
        {
            using var timer = new PeriodicTimer(TickEvery);
            while (!end.IsCancellationRequested)
            {
                await server.Tick();
                await ((Task)timer.WaitForNextTickAsync(end).AsTask()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        byte[] Check(int number) => server.Signed("POST", $"{GatewayServer.Account(number % 100)}:check-order", GatewayServer.Body(GatewayBench.Order("order", reserve: false)));

        byte[] Read(int number) => server.Signed("GET", $"{GatewayServer.Account(number % 100)}/margin", []);

        BenchRow Row(string name, List<(double Quiet, double Flooded)> of, string what)
        {
            var (quiet, flooded) = (Interleaved.Median([.. of.Select(sample => sample.Quiet)]), Interleaved.Median([.. of.Select(sample => sample.Flooded)]));
            return new(
                name,
                // Where the machine is busy elsewhere those who flood do not come through, and there is no flood to tell of.
                reads >= LeastFlood * usual ? flooded / quiet : double.NaN,
                BenchLimit.AtMost,
                Bar,
                string.Create(CultureInfo.InvariantCulture, $"{flooded:0.00} ms against {quiet:0.00} ms, median of {rounds} rounds in turn; {what}; margin reports at {reads / (rounds * seconds.TotalSeconds):0} against {usual / (rounds * seconds.TotalSeconds):0} a second, whose callers yield to all others"));
        }
    }

    private static MeterListener Listener(List<double> cyclesMs)
    {
        var listener = new MeterListener { InstrumentPublished = (instrument, self) => { if (instrument.Name == CycleDuration) self.EnableMeasurementEvents(instrument); } };
        listener.SetMeasurementEventCallback<double>((_, seconds, _, _) =>
        {
            lock (cyclesMs) cyclesMs.Add(1_000 * seconds);
        });
        listener.Start();
        return listener;
    }

    private static double Percentile(IEnumerable<double> times)
    {
        var sorted = times.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : sorted[Math.Max(0, (int)Math.Ceiling(0.99 * sorted.Length) - 1)];
    }
}
