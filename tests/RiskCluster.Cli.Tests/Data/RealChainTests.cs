using System.Collections.Immutable;
using RiskCluster.Cli.Data;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Market;
using RiskCluster.Risk.Pricing;
using RiskCluster.Tests;
using Xunit.Abstractions;

namespace RiskCluster.Cli.Tests.Data;

public sealed class RealChainTests(ITestOutputHelper output)
{
    private const double MarkBar = 5e-5;
    private const double MedianVolBar = 0.0025;

    /// <summary>
    /// One chain, at the bottom of the crash of 5 February 2026, is held to what the fit reaches: its mark vols jump from strike to strike, and slices fitted to this very
    /// measure, free to have any arbitrage, still come to 0.252 vol points.
    /// </summary>
    private const string KinkedChain = "deribit_20260205T212937Z.csv.gz";
    private const double KinkedBar = 0.0036;

    [SharedDataFact]
    [Trait("Rule", "INS-2")]
    public void Black76_at_the_given_vol_is_the_mark_price()
    {
        foreach (var chain in RealChains.All)
        {
            var errors = Quotes(chain).Select(item =>
                Math.Abs(Black76.Price(item.Quote.Type, item.Forward, item.Quote.Strike, item.Quote.MarkVolAnnual, item.Years) / item.Forward - item.Quote.MarkCoin));
            Median(errors).ShouldBeLessThan(MarkBar, chain.Path);
        }
    }

    [SharedDataFact]
    [Trait("Rule", "MKT-4")]
    public void Call_less_put_is_one_less_strike_over_forward()
    {
        foreach (var chain in RealChains.All)
        {
            var gaps = Quotes(chain).GroupBy(item => (item.Forward, item.Years, item.Quote.Strike)).Where(pair => pair.Count() == 2).Select(pair =>
            {
                var call = pair.Single(item => item.Quote.Type == OptionType.Call);
                var put = pair.Single(item => item.Quote.Type == OptionType.Put);
                return Math.Abs(call.Quote.MarkCoin - put.Quote.MarkCoin - (1 - call.Quote.Strike / call.Forward));
            });
            Median(gaps).ShouldBeLessThan(1e-5, chain.Path);
        }
    }

    [SharedDataFact]
    [Trait("Rule", "MKT-4")]
    public void Parity_and_the_future_agree_within_half_a_percent()
    {
        foreach (var chain in RealChains.All)
            foreach (var (market, build) in chain.Chains.Zip(chain.Builds))
                foreach (var (expiry, fit) in market.Expiries.Zip(build.Fits))
                {
                    fit.Forward.Source.ShouldBe(ForwardSource.PutCallParity);
                    if (expiry.FutureMarkUsd is { } mark) (fit.Forward.ForwardUsd / mark - 1).ShouldBe(0, 0.005, $"{chain.Path} {fit.Expiry}");
                }
    }

    [SharedDataFact]
    [Trait("Rule", "MKT-2")]
    public void The_fitted_surface_meets_the_mark_vols()
    {
        var chains = RealChains.All;
        chains.Length.ShouldBeGreaterThan(100);
        output.WriteLine("chain                              options  median    p95  p95 within wings   fitted repaired refused   butterfly calendar before repair");
        foreach (var chain in chains)
        {
            var errors = chain.Errors;
            var fits = chain.Builds.SelectMany(build => build.Fits).ToArray();
            var counts = FormattableString.Invariant($"{chain.Count(SliceStatus.Fitted),6} {chain.Count(SliceStatus.Repaired),8} {chain.Count(SliceStatus.Refused),7}");
            var before = FormattableString.Invariant($"{fits.Count(fit => fit.ButterflyBefore.IsArbitrage),9} {fits.Count(fit => fit.CalendarBefore.IsArbitrage),8}");
            output.WriteLine(FormattableString.Invariant(
                $"{Path.GetFileName(chain.Path),-34} {errors.Quotes,7} {100 * errors.MedianVol,7:F3} {100 * errors.Percentile95Vol,6:F2} {100 * errors.Percentile95WithinWingsVol,17:F2}   {counts}   {before}"));
        }

        var statuses = chains.SelectMany(chain => chain.Builds).SelectMany(build => build.Fits).CountBy(fit => fit.Status).OrderBy(pair => pair.Key);
        output.WriteLine($"{chains.Sum(chain => chain.Expiries)} slices: {string.Join(", ", statuses.Select(pair => $"{pair.Value} {pair.Key}"))}");
        foreach (var chain in chains)
        {
            chain.Errors.MedianVol.ShouldBeLessThan(Path.GetFileName(chain.Path) == KinkedChain ? KinkedBar : MedianVolBar, chain.Path);
            chain.Errors.Percentile95WithinWingsVol.ShouldBeLessThan(0.05, chain.Path);
        }
    }

    /// <summary>An independent detector: a plain dense grid, with the derivatives of total variance taken by central differences, good to 1e-6.</summary>
    [SharedDataFact]
    [Trait("Rule", "MKT-3")]
    public void No_slice_in_use_has_an_arbitrage_that_went_undetected()
    {
        Parallel.ForEach(RealChains.All, chain =>
        {
            foreach (var snapshot in chain.Builds.Select(build => build.Snapshot))
            {
                VolSlice? near = null;
                foreach (var expiry in snapshot.Expiries)
                {
                    if (expiry.Smile is not { } smile) continue;
                    DensestDip(smile.Svi).ShouldBeGreaterThan(-1e-5, $"butterfly: {chain.Path} {snapshot.Underlying} {expiry.Expiry}");
                    if (near is not null) LeastRise(near.Svi, smile.Svi).ShouldBeGreaterThan(-1e-8, $"calendar: {chain.Path} {snapshot.Underlying} {expiry.Expiry}");
                    near = smile;
                }
            }
        });
    }

    [SharedDataFact]
    [Trait("Rule", "MKT-3")]
    public void Every_expiry_without_a_slice_says_why()
    {
        foreach (var build in RealChains.All.SelectMany(chain => chain.Builds))
            foreach (var (expiry, fit) in build.Snapshot.Expiries.Zip(build.Fits))
            {
                (expiry.Smile is null).ShouldBe(fit.Status == SliceStatus.Refused);
                (fit.Refusal.Length > 0).ShouldBe(fit.Status == SliceStatus.Refused);
                var isArbitrage = fit.ButterflyBefore.IsArbitrage || fit.CalendarBefore.IsArbitrage;
                if (fit.Status == SliceStatus.Fitted) isArbitrage.ShouldBeFalse();
                if (fit.Status == SliceStatus.Repaired) isArbitrage.ShouldBeTrue();
                if (fit.Status == SliceStatus.Refused) fit.Strikes.ShouldBeLessThan(20, $"{build.Snapshot.AsOf} {fit.Expiry} {fit.Refusal}");
            }
    }

    [SharedDataFact]
    [Trait("Rule", "MKT-1")]
    public void A_chain_survives_the_sample_format_unchanged()
    {
        foreach (var chain in RealChains.All.Where((_, i) => i % 10 == 0))
        {
            var bytes = ChainSample.Write(chain.Chains);
            bytes.Length.ShouldBeLessThan(30_000, chain.Path);
            ChainSampleTests.ShouldBeSame(ChainSampleTests.Unpack(bytes), chain.Chains);
            ChainSample.Write(chain.Chains).ShouldBe(bytes);
        }
    }

    private static double DensestDip(RawSvi slice)
    {
        const int points = 2_000;
        var (least, limit) = (double.PositiveInfinity, slice.WingLimit);
        var step = 2 * limit / points;
        for (var i = 0; i <= points; i++)
        {
            var k = -limit + i * step;
            var h = 1e-3 * Math.Sqrt((k - slice.M) * (k - slice.M) + slice.Sigma * slice.Sigma);
            var (down, w, up) = (slice.Unclamped(k - h), slice.Unclamped(k), slice.Unclamped(k + h));
            var (slope, curvature) = ((up - down) / (2 * h), (up - 2 * w + down) / (h * h));
            var g = Math.Pow(1 - k * slope / (2 * w), 2) - slope * slope / 4 * (1 / w + 0.25) + curvature / 2;
            least = Math.Min(least, g);
        }

        return least;
    }

    private static double LeastRise(RawSvi near, RawSvi far)
    {
        var reach = 1.1 * Math.Max(near.WingLimit, far.WingLimit);
        return Enumerable.Range(-2_000, 4_001).Select(i => reach * i / 2_000).Min(k => far.TotalVariance(k) - near.TotalVariance(k));
    }

    private static IEnumerable<(OptionQuote Quote, double Forward, double Years)> Quotes(ImportedChain imported) =>
        from pair in imported.Chains.Zip(imported.Builds)
        from expiry in pair.First.Expiries.Zip(pair.Second.Fits)
        from quote in expiry.First.Quotes
        select (quote, expiry.Second.Forward.ForwardUsd, pair.First.AsOf.YearsUntil(expiry.First.Expiry));

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
