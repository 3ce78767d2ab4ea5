using RiskCluster.Risk.Market;
using RiskCluster.Tests;
using Xunit.Abstractions;

namespace RiskCluster.Cli.Tests.Data;

public sealed class DebugTests(ITestOutputHelper output)
{
    [Fact]
    public void Slices()
    {
        foreach (var name in new[] { "20260205T212937Z" })
        {
        var chains = RiskCluster.Cli.Data.ChainCsv.Read(SharedData.Chains().Single(p => p.Contains(name)));
        foreach (var chain in chains)
        {
            var build = MarketBuilder.Build(chain, 1);
            VolSlice? near = null;
            foreach (var (expiry, fit) in chain.Expiries.Zip(build.Fits))
            {
                var tau = chain.AsOf.YearsUntil(expiry.Expiry);
                var points = SmilePoints.Of(expiry.Quotes, fit.Forward.ForwardUsd, tau);
                var smile = build.Snapshot.Find(expiry.Expiry)!.Smile;
                var plain = SviFit.Fit(points.AsSpan(), tau, null);
                output.WriteLine($"X {chain.Underlying} {expiry.Expiry} tau {tau:F4} n {points.Length} k {points[0].K:F2}..{points[^1].K:F2} {fit.Status} {fit.Refusal} rmse {fit.RmseVol:F4} nonear {plain.Status} {plain.RmseVol:F4} g {fit.ButterflyBefore.Value:F4}@{fit.ButterflyBefore.K:F3} c {fit.CalendarBefore.Value:E2}@{fit.CalendarBefore.K:F3} lim {smile?.Svi.WingLimit:F2} {smile?.Svi}");
                near = smile ?? near;
                if (tau > 2.0 / 365)
                {
                    var l = "";
                    foreach (var p in points) l += $"({p.K:F2} {100 * p.VolAnnual:F1} {100 * ((smile?.Vol(p.K) ?? 0) - p.VolAnnual):F1} w{p.Weight:F1})";
                    output.WriteLine("X    " + l);
                }
            }
        }
        }
    }
}
