using System.Diagnostics;
using System.Text.Json;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using RiskCluster.Contracts;
using RiskCluster.Contracts.Accounts;
using RiskCluster.Host.Telemetry;

namespace RiskCluster.Cli.Bench;

/// <summary>What it costs to be watched: the same work with metrics and traces collected, and without, in turn.</summary>
internal static class WatchedBench
{
    private const int Instruments = 500;
    private const int Accounts = 1_000;
    private const int RoundsEach = 8;
    private const int Checks = 500;
    private const double MostShare = 1.03;
    private const double TraceShare = 0.05;

    /// <summary>The measurements.</summary>
    public static IEnumerable<BenchRow> Run(BenchOptions options)
    {
        using var board = new BenchBoard(BenchWorkload.Instruments(Instruments), Accounts);
        yield return Row("margin cycle with metrics and traces / without", options, board.Tick, 1, "ms a cycle of 1,000 accounts", 1e6);
        yield return Row("pre-trade check and its JSON with metrics / without", options, () => Check(board), Checks, "us a check", 1e3);
    }

    // As the route does it, but for HTTP and the actors: from the body to the answer's body.
    private static void Check(BenchBoard board)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new OrderCheck("order", "BTC_USDC-PERPETUAL", 1, 65_000), ApiJson.Options);
        for (var i = 0; i < Checks; i++)
        {
            var order = JsonSerializer.Deserialize<OrderCheck>(body, ApiJson.Options)!;
            var since = Stopwatch.GetTimestamp();
            var isValid = board.Assess();
            HostMeters.OrderChecked(Stopwatch.GetElapsedTime(since), isValid, "covered");
            JsonSerializer.SerializeToUtf8Bytes(new OrderChecked(isValid, ["covered"], order.OrderId, null, null, null, null, null), ApiJson.Options);
        }
    }

    private static BenchRow Row(string name, BenchOptions options, Action body, int times, string unit, double scale)
    {
        var rounds = options.Rounds * RoundsEach;
        var (watched, alone) = (new double[rounds], new double[rounds]);
        for (var round = -1; round < rounds; round++)
        {
            double with;
            using (Metrics.Meters().AddReader(new PeriodicExportingMetricReader(new Unheard(), Timeout.Infinite)).Build())
            using (Metrics.Traces(TraceShare).Build())
                with = Nanoseconds(body);
            var without = Nanoseconds(body);
            // The first round is for the compiler.
            if (round >= 0) (watched[round], alone[round]) = (with, without);
        }

        var (on, off) = (Interleaved.Median(watched), Interleaved.Median(alone));
        return new(name, on / off, BenchLimit.AtMost, MostShare, FormattableString.Invariant($"{on / times / scale:0.000} against {off / times / scale:0.000} {unit}"));
    }

    private static double Nanoseconds(Action body)
    {
        body();
        var before = Interleaved.ThreadCpuNanoseconds();
        body();
        return Interleaved.ThreadCpuNanoseconds() - before;
    }

    private sealed class Unheard : BaseExporter<Metric>
    {
        public override ExportResult Export(in Batch<Metric> batch) => ExportResult.Success;
    }
}
