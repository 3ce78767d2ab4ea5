using RiskCluster.Cli.Bench.Naive;
using RiskCluster.Risk.Pricing;

namespace RiskCluster.Cli.Bench;

/// <summary>The pricing kernel at the width of the machine against sixty digits.</summary>
internal static class PriceErrorBench
{
    private const double LargestDistance = 36;

    /// <summary>F/K is rounded by 2^-53, which moves d1 by that over v and a far price by d1 times as much of itself.</summary>
    private const double RelativeDomain = 1000;

    public static IEnumerable<BenchRow> Run(BenchOptions options)
    {
        var cases = Cases(options.IsShort ? 4 : 12).ToArray();
        var ours = KernelProbe.Run(LaneWidths.Widest, cases);
        var absolute = 0.0;
        var relative = 0.0;
        for (var i = 0; i < cases.Length; i++)
        {
            var exact = Black76Reference.Of(cases[i].Forward, cases[i].Strike, cases[i].TotalVol);
            foreach (var (price, reference) in new[] { (ours[i].Call, exact.Call), (ours[i].Put, exact.Put) })
            {
                var error = (BigFixed.Of(price) - reference).Abs();
                absolute = Math.Max(absolute, error.ToDouble() / Math.Max(cases[i].Forward, cases[i].Strike));
                if (Math.Abs(exact.D1) <= RelativeDomain * cases[i].TotalVol) relative = Math.Max(relative, (error / reference).Abs().ToDouble());
            }
        }

        var detail = $"{cases.Length} calls and puts, total vol v from 0.005 to 3, strikes up to {LargestDistance} v from the forward";
        yield return new("price error / max(F, K)", absolute, BenchLimit.AtMost, 1e-15, detail);
        yield return new("price error, relative", relative, BenchLimit.AtMost, 1e-12, $"of these, where |d1| <= {RelativeDomain} v: beyond, the rounding of F/K alone is more");
    }

    private static IEnumerable<KernelCase> Cases(int distances)
    {
        foreach (var totalVol in new[] { 0.005, 0.05, 0.3, 1.1, 3 })
            for (var i = -distances; i <= distances; i++)
                yield return new(65_000, 65_000 * Math.Exp(LargestDistance * i / distances * totalVol), totalVol);
    }
}
