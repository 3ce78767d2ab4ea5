using System.Collections.Concurrent;
using System.Diagnostics;
using RiskCluster.Risk.Market;
using RiskCluster.Tests;
using Xunit.Abstractions;

namespace RiskCluster.Cli.Tests.Data;

public sealed class RealChainTests(ITestOutputHelper output)
{
    [SharedDataFact]
    [Trait("Rule", "MKT-2")]
    public void Spike()
    {
        var lines = new ConcurrentDictionary<string, string>();
        var clock = Stopwatch.StartNew();
        long read = 0, fit = 0;
        var refusals = new ConcurrentBag<string>();
        Parallel.ForEach(SharedData.Chains(), path =>
        {
            var t0 = Stopwatch.GetTimestamp();
            var chains = RiskCluster.Cli.Data.ChainCsv.Read(path);
            var t1 = Stopwatch.GetTimestamp();
            var builds = chains.Select(chain => MarketBuilder.Build(chain, 1)).ToArray();
            var t2 = Stopwatch.GetTimestamp();
            Interlocked.Add(ref read, t1 - t0);
            Interlocked.Add(ref fit, t2 - t1);
            var e = SurfaceErrors.Of(chains.Zip(builds, (c, b) => (c, b.Snapshot)));
            var fits = builds.SelectMany(b => b.Fits).ToArray();
            foreach (var b in builds)
                foreach (var f in b.Fits)
                    if (f.Status == SliceStatus.Refused || f.RmseVol > 0.02)
                        refusals.Add($"{b.Snapshot.Underlying} {b.Snapshot.AsOf} {f.Expiry} {f.Status} {f.Refusal} n {f.Strikes} rmse {f.RmseVol:F4} g {f.ButterflyBefore.Value:E2} c {f.CalendarBefore.Value:E2}");
            lines[Path.GetFileName(path)] = $"{Path.GetFileName(path)} n {e.Quotes} med {100 * e.MedianVol:F3} p95 {100 * e.Percentile95Vol:F2} | fitted {fits.Count(f => f.Status == SliceStatus.Fitted)} rep {fits.Count(f => f.Status == SliceStatus.Repaired)} ref {fits.Count(f => f.Status == SliceStatus.Refused)} bf {fits.Count(f => f.ButterflyBefore.IsArbitrage)} cal {fits.Count(f => f.CalendarBefore.IsArbitrage)}";
        });
        foreach (var l in lines.OrderBy(l => l.Key)) output.WriteLine(l.Value);
        foreach (var l in refusals.Order()) output.WriteLine(l);
        output.WriteLine($"{clock.ElapsedMilliseconds} ms read {read / 1e6:F0} fit {fit / 1e6:F0}");
    }
}
