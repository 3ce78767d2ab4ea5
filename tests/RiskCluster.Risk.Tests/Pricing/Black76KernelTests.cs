using FsCheck;
using FsCheck.Fluent;
using RiskCluster.Cli.Bench;
using RiskCluster.Cli.Bench.Naive;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Pricing;

namespace RiskCluster.Risk.Tests.Pricing;

/// <summary>The vector kernel against sixty digits. Domain of the relative bars: |d1| up to 37, and at most 1,000 total vols.</summary>
[Trait("Rule", "INS-2")]
public class Black76KernelTests
{
    private const double PriceBar = 1e-15;
    private const double RelativeBar = 1e-12;
    private static readonly LaneWidth[] Widths = [LaneWidth.Scalar, LaneWidth.Vector256, LaneWidth.Vector512];
    private static readonly KernelCase[] Grid = [.. MakeGrid()];
    private static readonly Lazy<(KernelResult Ours, Black76Reference Exact, KernelCase Case)[]> Measured = new(Measure);

    [Fact]
    public void Prices_are_within_1e_15_of_the_larger_of_forward_and_strike()
    {
        foreach (var (ours, exact, item) in Measured.Value)
        {
            var bar = PriceBar * Math.Max(item.Forward, item.Strike);
            Error(ours.Call, exact.Call).ShouldBeLessThanOrEqualTo(bar, $"call {item}");
            Error(ours.Put, exact.Put).ShouldBeLessThanOrEqualTo(bar, $"put {item}");
        }
    }

    [Fact]
    public void Prices_are_within_1e_12_of_themselves_on_the_domain()
    {
        var checkedPrices = 0;
        foreach (var (ours, exact, item) in Measured.Value)
        {
            if (!InDomain(exact, item)) continue;
            RelativeError(ours.Call, exact.Call).ShouldBeLessThanOrEqualTo(RelativeBar, $"call {item}");
            RelativeError(ours.Put, exact.Put).ShouldBeLessThanOrEqualTo(RelativeBar, $"put {item}");
            checkedPrices++;
        }

        checkedPrices.ShouldBeGreaterThan(Grid.Length / 2);
    }

    [Fact]
    public void Deltas_and_densities_are_within_one_rounding_of_the_moneyness()
    {
        foreach (var (ours, exact, item) in Measured.Value)
        {
            // F/K is rounded to 2^-53, which moves d1 = ln(F/K)/v + v/2 by 2^-53/v and N(d1) by at most 0.4 of that.
            var bar = PriceBar + 1e-16 / item.TotalVol;
            Error(ours.CallDelta, exact.CallDelta).ShouldBeLessThanOrEqualTo(bar, $"call delta {item}");
            Error(ours.PutDelta, exact.PutDelta).ShouldBeLessThanOrEqualTo(bar, $"put delta {item}");
            if (!InDomain(exact, item)) continue;
            RelativeError(ours.CallDelta, exact.CallDelta).ShouldBeLessThanOrEqualTo(RelativeBar, $"call delta {item}");
            RelativeError(ours.PutDelta, exact.PutDelta).ShouldBeLessThanOrEqualTo(RelativeBar, $"put delta {item}");
            RelativeError(ours.Density, exact.Density).ShouldBeLessThanOrEqualTo(RelativeBar, $"density {item}");
        }
    }

    [Fact]
    public void Every_width_gives_the_same_bits()
    {
        var scalar = KernelProbe.Run(LaneWidth.Scalar, Grid);
        foreach (var width in Widths) KernelProbe.Run(width, Grid).ShouldBe(scalar, $"{width}");
    }

    [Fact]
    public void Scalar_reference_holds_the_same_price_bar()
    {
        foreach (var (_, exact, item) in Measured.Value)
        {
            var bar = 2 * PriceBar * Math.Max(item.Forward, item.Strike);
            Error(Black76.Price(OptionType.Call, item.Forward, item.Strike, item.TotalVol, 1), exact.Call).ShouldBeLessThanOrEqualTo(bar, $"call {item}");
            Error(Black76.Price(OptionType.Put, item.Forward, item.Strike, item.TotalVol, 1), exact.Put).ShouldBeLessThanOrEqualTo(bar, $"put {item}");
        }
    }

    [Fact]
    public void Extremes_are_intrinsic_or_the_limit_and_always_finite()
    {
        KernelCase[] extremes =
        [
            new(100, 90, 0), new(100, 110, 0), new(100, 100, 0), new(100, 90, 1e-9), new(100, 1e-300, 0.5), new(100, 1e25, 0.5),
            new(1e-20, 100, 0.5), new(100, 100, 100), new(100, 100, 1e6), new(100, 90, 1e6), new(100, 0, 0.5), new(100, 100, 70),
        ];
        foreach (var width in Widths)
        {
            var results = KernelProbe.Run(width, extremes);
            for (var i = 0; i < extremes.Length; i++)
            {
                var item = extremes[i];
                var bar = PriceBar * Math.Max(item.Forward, item.Strike);
                results[i].Call.ShouldBe(Black76.Price(OptionType.Call, item.Forward, item.Strike, item.TotalVol, 1), bar, $"{width} {item}");
                results[i].Put.ShouldBe(Black76.Price(OptionType.Put, item.Forward, item.Strike, item.TotalVol, 1), bar, $"{width} {item}");
                double.IsFinite(results[i].Density).ShouldBeTrue();
                results[i].CallDelta.ShouldBeInRange(0, 1);
                results[i].PutDelta.ShouldBeInRange(-1, 0);
            }
        }
    }

    [Fact]
    public void Call_less_put_is_forward_less_strike_and_both_lie_in_their_bounds()
    {
        var cases = from forward in Gen.Choose(1, 1_000_000)
                    from strike in Gen.Choose(1, 1_000_000)
                    from vol in Gen.Choose(1, 5_000_000)
                    select new KernelCase(forward / 7.0, strike / 7.0, vol / 1e6);
        Prop.ForAll(cases.ToArbitrary(), item =>
        {
            var result = KernelProbe.Run(LaneWidths.Widest, [item])[0];
            var tolerance = 4e-16 * Math.Max(item.Forward, item.Strike);
            return Math.Abs(result.Call - result.Put - (item.Forward - item.Strike)) <= tolerance
                && result.Call >= Math.Max(item.Forward - item.Strike, 0) - tolerance && result.Call <= item.Forward + tolerance
                && result.Put >= Math.Max(item.Strike - item.Forward, 0) - tolerance && result.Put <= item.Strike + tolerance;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_call_rises_with_the_forward_and_the_vol_and_falls_with_the_strike()
    {
        var cases = from forward in Gen.Choose(100, 10_000)
                    from strike in Gen.Choose(100, 10_000)
                    from vol in Gen.Choose(5, 3_000)
                    from step in Gen.Choose(1, 100)
                    select (new KernelCase(forward, strike, vol / 1e3), 1 + step / 1e3);
        Prop.ForAll(cases.ToArbitrary(), pair =>
        {
            var (item, factor) = pair;
            var results = KernelProbe.Run(
                LaneWidths.Widest,
                [item, item with { Forward = item.Forward * factor }, item with { TotalVol = item.TotalVol * factor }, item with { Strike = item.Strike * factor }]);
            var tolerance = 4e-16 * factor * Math.Max(item.Forward, item.Strike);
            return results[1].Call >= results[0].Call - tolerance
                && results[2].Call >= results[0].Call - tolerance
                && results[3].Call <= results[0].Call + tolerance;
        }).QuickCheckThrowOnFailure();
    }

    private static bool InDomain(Black76Reference exact, KernelCase item) =>
        Math.Abs(exact.D1) <= 37 && Math.Abs(exact.D1 - item.TotalVol) <= 37 && Math.Abs(exact.D1) <= 1000 * item.TotalVol;

    private static double Error(double ours, BigFixed exact) => (BigFixed.Of(ours) - exact).Abs().ToDouble();

    private static double RelativeError(double ours, BigFixed exact) => ((BigFixed.Of(ours) - exact) / exact).Abs().ToDouble();

    private static (KernelResult, Black76Reference, KernelCase)[] Measure()
    {
        var ours = KernelProbe.Run(LaneWidths.Widest, Grid);
        return [.. Grid.Select((item, i) => (ours[i], Black76Reference.Of(item.Forward, item.Strike, item.TotalVol), item))];
    }

    // Total vols from a minute to years, standardized moneyness out to where the far side is 1e-300 of the forward.
    private static IEnumerable<KernelCase> MakeGrid()
    {
        double[] totalVols = [0.0007, 0.005, 0.013, 0.05, 0.11, 0.27, 0.6, 1.3, 2.9, 6.5];
        double[] distances = [0, 0.003, 0.1, 0.45, 0.9, 1.7, 2.6, 3.8, 5.1, 7.3, 9.9, 14, 21, 30, 36];
        foreach (var v in totalVols)
        {
            foreach (var x in distances)
            {
                yield return new(64_123.25, 64_123.25 * Math.Exp(x * v), v);
                if (x > 0) yield return new(1_882.5, 1_882.5 * Math.Exp(-x * v), v);
            }
        }
    }
}
