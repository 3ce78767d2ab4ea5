using System.Collections.Immutable;
using RiskCluster.Cli.Bench.Naive;
using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Market;
using RiskCluster.Risk.Pricing;
using RiskCluster.Risk.Scenarios;

namespace RiskCluster.Cli.Bench;

/// <summary>The bars of pricing and of the risk-array fill: 1,000 options in 500 parity pairs, 1,033 scenarios, one thread.</summary>
internal static class PricingBench
{
    private const int InstrumentCount = 1_000;
    private const int ScenarioCount = BenchWorkload.Scenarios;
    private const double Prices = (double)InstrumentCount * ScenarioCount;

    private delegate double Pricer(OptionType type, double forward, double strike, double volAnnual, double maturityYears);

    /// <summary>Measures and yields the rows one by one.</summary>
    public static IEnumerable<BenchRow> Run(BenchOptions options)
    {
        var market = BenchWorkload.Market();
        var instruments = BenchWorkload.Instruments(InstrumentCount);
        var scenarios = BenchWorkload.ScenarioSet();
        using var single = new RiskArrays(instruments, scenarios, new() { SharesParityPairs = false });
        using var paired = new RiskArrays(instruments, scenarios);
        single.Refill(market);
        paired.Refill(market);
        yield return new(
            "fill: largest |ours - naive| / notional", WorstError(paired, market), BenchLimit.AtMost, 1e-12, "double rows of every 50th option, all scenarios");

        // The slow loops price every tenth option, and count for ten.
        const int Stride = 10;
        var rows = new double[ScenarioCount];
        var times = Interleaved.MedianNanoseconds(
            options.Rounds,
            () => single.Refill(market),
            () => paired.Refill(market),
            () => PlainFill(instruments, market, scenarios, PlainBlack76.Price, Stride, rows),
            () => PlainFill(instruments, market, scenarios, Black76.Price, Stride, rows));
        var (ours, withParity, plain, mathNet) = (times[0] / Prices, times[1] / Prices, times[2] * Stride / Prices, times[3] * Stride / Prices);

        var width = LaneWidths.Widest;
        yield return new("fill: ours / plain scalar C# loop", ours / plain, BenchLimit.AtMost, 0.15, $"{ours:F2} ns a price ({width}) against {plain:F1} ns");
        yield return new("fill: ours / MathNet scalar", ours / mathNet, BenchLimit.AtMost, 0.08, $"{ours:F2} ns a price against {mathNet:F1} ns");
        yield return new(
            "fill: with parity / without", withParity / ours, BenchLimit.AtMost, 0.6, $"{withParity * Prices / 1e6:F2} ms against {ours * Prices / 1e6:F2} ms for 1,000 x 1,033");
    }

    private static double WorstError(RiskArrays arrays, MarketSnapshot market)
    {
        var row = new double[ScenarioCount];
        var worst = 0.0;
        for (var i = 0; i < InstrumentCount; i += 50)
        {
            arrays.FillDoubleRow(i, row);
            var notional = NaiveRevaluation.NotionalUsd(arrays.Instruments[i], market);
            for (var s = 0; s < ScenarioCount; s++)
                worst = Math.Max(worst, Math.Abs(row[s] - NaiveRevaluation.PnlUsd(arrays.Instruments[i], market, arrays.Scenarios, s)) / notional);
        }

        return worst;
    }

    // Fair to the loop: whatever does not depend on the scenario is read once for each option.
    private static void PlainFill(
        ImmutableArray<Instrument> instruments, MarketSnapshot market, ScenarioSet scenarios, Pricer price, int stride, double[] row)
    {
        var shocks = scenarios.For(market.Underlying);
        for (var i = 0; i < instruments.Length; i += stride)
        {
            var option = instruments[i];
            var forward = market.Find(option.Expiry)!.Forward;
            var years = market.AsOf.YearsUntil(option.Expiry);
            var vol = market.Surface.Vol(option.Strike, forward, option.Expiry);
            var factor = scenarios.Scaling.Factor(years);
            var tilt = scenarios.Term.Factor(years);
            var wings = scenarios.Skew.At(years);
            var logMoneyness = Math.Log(option.Strike / forward);
            var (linear, abs) = (wings.Linear(logMoneyness), wings.Abs(logMoneyness));
            var toUsd = option.ContractSize * market.IndexPrice / forward;
            var present = price(option.OptionType, forward, option.Strike, vol, years);
            for (var s = 0; s < row.Length; s++)
            {
                var volMove = shocks.VolShock[s] * factor + shocks.Term[s] * tilt + shocks.SkewLinear[s] * linear + shocks.SkewAbs[s] * abs;
                var shockedVol = vol * Math.Max(0, 1 + volMove);
                var shocked = price(option.OptionType, forward * shocks.SpotRatio[s], option.Strike, shockedVol, Math.Max(years - shocks.HorizonYears[s], 0));
                row[s] = shocks.Dampening[s] * toUsd * (shocked - present);
            }
        }
    }
}
