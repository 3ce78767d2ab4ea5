using System.Collections.Immutable;
using System.Text;
using RiskCluster.Cli.Input;
using RiskCluster.Cli.Language;
using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.WhatIf;

namespace RiskCluster.Cli.Bench;

/// <summary>What-if on 128 legs, its JSON parsed each time: the slowest of a hundred, and its price in bare scans of the same portfolio.</summary>
internal static class WhatIfBench
{
    private const int Legs = 128;

    /// <summary>What Deribit's simulate call reports as its server time for one position.</summary>
    private const double BarMilliseconds = 2.3;

    public static IEnumerable<BenchRow> Run(BenchOptions options)
    {
        var context = new MarginContext(RiskModel.Load(ModelTexts.DefaultModel), BenchWorkload.ScenarioSet(), [BenchWorkload.Market()]);
        var instruments = BenchWorkload.Instruments(1000);
        var legs = BenchWorkload.Accounts(instruments, 1, Legs)[0];
        var request = Encoding.UTF8.GetBytes(Request(legs));
        var empty = Array.Empty<AccountPortfolio>();
        var prices = CollateralPrices.OfCoins("bench", context.Market);
        void WhatIf() => WhatIfEvaluation.Of(context, empty, ChangeFile.Parse("bench", request, prices).Change);

        yield return AgainstScan(options, context, instruments, legs, WhatIf);
        // A bare time says something of the machine too: the short form, which gates changes, keeps to ratios.
        if (options.IsShort) yield break;
        yield return new(
            "what-if of 128 legs with its JSON, p99, ms of thread CPU time",
            Percentile(WhatIf, 3_000),
            BenchLimit.AtMost,
            BarMilliseconds,
            FormattableString.Invariant($"{request.Length / 1024.0:0.0} KB of JSON, {context.Scenarios.Count} scenarios"));
    }

    private static BenchRow AgainstScan(BenchOptions options, MarginContext context, ImmutableArray<Instrument> instruments, AccountPortfolio legs, Action whatIf)
    {
        const int accounts = 512;
        using var arrays = new RiskArrays(instruments, context.Scenarios);
        var many = Enumerable.Range(0, accounts).Select(i => legs with { Account = $"{i}", Owner = $"{i}" }).ToList();
        using var cycle = new MarginCycle(arrays, MarginBook.Compile(instruments, many), context.Model.Requirement, SerialWork.Instance);
        cycle.Run(context.Market.AsSpan());
        var times = Interleaved.MedianNanoseconds(options.Rounds, () => Repeat(whatIf, 10), () => cycle.Run([]));
        var whatIfUs = times[0] / 10 / 1000;
        var scanUs = times[1] / accounts / 1000;
        return new(
            "what-if of 128 legs with its JSON / bare scan with arrays ready",
            whatIfUs / scanUs,
            BenchLimit.AtMost,
            300,
            FormattableString.Invariant($"{whatIfUs:0} us against {scanUs:0.00} us: parsing, {Legs} instruments filled anew"));
    }

    private static double Percentile(Action body, int count)
    {
        Repeat(body, 100);
        var times = new double[count];
        for (var i = 0; i < count; i++)
        {
            var before = Interleaved.ThreadCpuNanoseconds();
            body();
            times[i] = (Interleaved.ThreadCpuNanoseconds() - before) / 1e6;
        }

        Array.Sort(times);
        return times[count * 99 / 100];
    }

    private static string Request(AccountPortfolio legs)
    {
        var changes = legs.Positions.Select(position => FormattableString.Invariant($$"""{"instrument": "{{position.Instrument}}", "size": "{{position.Quantity}}"}"""));
        return $$"""{"add_positions": false, "simulated_position_changes": [{{string.Join(", ", changes)}}]}""";
    }

    private static void Repeat(Action body, int times)
    {
        for (var i = 0; i < times; i++) body();
    }
}
