using System.Diagnostics;
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
    private static readonly TimeSpan CheckEvery = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan ReadEvery = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan TickEvery = TimeSpan.FromMilliseconds(100);

    public static async Task<BenchRow[]> Run(GatewayServer server, BenchOptions options)
    {
        var rounds = options.IsShort ? 4 : 12;
        var seconds = TimeSpan.FromSeconds(1.25);
        using var connections = await WireLoad.Open(server.Address, Checkers + Readers);
        var cycles = new List<double>();
        using var listener = Listener(cycles);
        var samples = new List<(double Quiet, double Flooded)>();
        var cycleSamples = new List<(double Quiet, double Flooded)>();
        var reads = 0L;
        await Round(UsualReaders);
        await Round(Readers);
        for (var round = 0; round < rounds; round++)
        {
            reads = 0;
            var quiet = await Round(UsualReaders);
            var before = reads;
            var flooded = await Round(Readers);
            samples.Add((quiet.CheckMs, flooded.CheckMs));
            cycleSamples.Add((quiet.CycleMs, flooded.CycleMs));
            reads -= before;
        }

        return
        [
            Row("p99 of check-order while reads flood / quiet", samples, $"signed, {Checkers / CheckEvery.TotalSeconds:0} a second"),
            Row("p99 of the margin cycle while reads flood / quiet", cycleSamples, $"{1 / TickEvery.TotalSeconds:0} ticks a second"),
        ];

        async Task<(double CheckMs, double CycleMs)> Round(int readers)
        {
            lock (cycles) cycles.Clear();
            using var end = new CancellationTokenSource(seconds);
            var checking = Enumerable.Range(0, Checkers).Select(i => Paced(CheckEvery, number => Check(connections[i], number * Checkers + i), end.Token));
            var reading = Enumerable.Range(0, readers).Select(i => Paced(ReadEvery, number => Read(connections[Checkers + i], number * Readers + i), end.Token));
            var ticking = Paced(TickEvery, _ => server.Tick(), end.Token);
            var checks = Task.WhenAll(checking);
            await Task.WhenAll([checks, ticking, .. reading]);
            var checkMs = Percentile((await checks).SelectMany(times => times));
            lock (cycles) return (checkMs, Percentile(cycles));
        }

        Task Check(WireCaller caller, int number) => caller.Call(server.Signed("POST", $"{GatewayServer.Account(number % 100)}:check-order", GatewayServer.Body(GatewayBench.Order("order", reserve: false))));

        async Task Read(WireCaller caller, int number)
        {
            await caller.Call(server.Signed("GET", $"{GatewayServer.Account(number % 100)}/margin", []));
            Interlocked.Increment(ref reads);
        }

        BenchRow Row(string name, List<(double Quiet, double Flooded)> of, string what)
        {
            var (quiet, flooded) = (Interleaved.Median([.. of.Select(sample => sample.Quiet)]), Interleaved.Median([.. of.Select(sample => sample.Flooded)]));
            return new(
                name,
                flooded / quiet,
                BenchLimit.AtMost,
                Bar,
                string.Create(CultureInfo.InvariantCulture, $"{flooded:0.00} ms against {quiet:0.00} ms, median of {rounds} rounds in turn; {what}; margin reports at {reads / seconds.TotalSeconds:0} against {UsualReaders / ReadEvery.TotalSeconds:0} a second"));
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

    // At fixed times, or at once when a call took longer than that.
    private static async Task<List<double>> Paced(TimeSpan every, Func<int, Task> call, CancellationToken end)
    {
        var times = new List<double>();
        using var timer = new PeriodicTimer(every);
        for (var number = 0; !end.IsCancellationRequested; number++)
        {
            var started = Stopwatch.GetTimestamp();
            await call(number);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            try
            {
                await timer.WaitForNextTickAsync(end);
            }
            catch (OperationCanceledException)
            {
                break;
            }
        }

        return times;
    }

    private static double Percentile(IEnumerable<double> times)
    {
        var sorted = times.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : sorted[Math.Max(0, (int)Math.Ceiling(0.99 * sorted.Length) - 1)];
    }
}
