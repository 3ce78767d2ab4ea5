using RiskCluster.Cli.Bench.Naive;
using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Pricing;

namespace RiskCluster.Risk.Tests.Engine;

/// <summary>Fast = naive, at every vector width, with and without parity pairs.</summary>
[Trait("Rule", "MRG-1")]
public class RiskArraysFillTests
{
    private const double DoubleBar = 1e-12;
    private const double FloatBar = 1e-6;

    public static TheoryData<LaneWidth, bool> Ways()
    {
        var ways = new TheoryData<LaneWidth, bool>();
        foreach (var width in Enum.GetValues<LaneWidth>())
        {
            ways.Add(width, true);
            ways.Add(width, false);
        }

        return ways;
    }

    [Theory]
    [MemberData(nameof(Ways))]
    [Trait("Rule", "SCN-3")]
    [Trait("Rule", "SCN-6")]
    [Trait("Rule", "INS-1")]
    public void Rows_are_those_of_the_naive_revaluation(LaneWidth width, bool sharesParityPairs)
    {
        var scenarios = TestMarkets.Scenarios();
        using var arrays = new RiskArrays(TestMarkets.Instruments(), scenarios, new() { Width = width, SharesParityPairs = sharesParityPairs });
        var markets = new[] { TestMarkets.Bitcoin(), TestMarkets.Ether() };
        foreach (var market in markets) arrays.Refill(market);

        var row = new double[scenarios.Count];
        for (var i = 0; i < arrays.InstrumentCount; i++)
        {
            var instrument = arrays.Instruments[i];
            var market = markets.Single(item => item.Underlying == instrument.Underlying);
            var notional = NaiveRevaluation.NotionalUsd(instrument, market);
            arrays.Status(i).ShouldBeNull(instrument.Name);
            arrays.FillDoubleRow(i, row);
            for (var s = 0; s < row.Length; s++)
            {
                var naive = NaiveRevaluation.PnlUsd(instrument, market, scenarios, s);
                row[s].ShouldBe(naive, DoubleBar * notional, $"{instrument} s{s}");
                Stored(arrays, i, s).ShouldBe((float)row[s], $"{instrument} s{s}");
                ((double)Stored(arrays, i, s)).ShouldBe(naive, FloatBar * notional, $"{instrument} s{s}");
            }
        }
    }

    [Fact]
    public void Every_width_stores_the_same_bits()
    {
        var scenarios = TestMarkets.Scenarios();
        using var scalar = Filled(new() { Width = LaneWidth.Scalar });
        foreach (var width in Enum.GetValues<LaneWidth>())
        {
            using var other = Filled(new() { Width = width });
            AllFloats(other).ShouldBe(AllFloats(scalar), $"{width}");
            other.MarkUsd.ToArray().ShouldBe(scalar.MarkUsd.ToArray());
            other.GammaPerUsd.ToArray().ShouldBe(scalar.GammaPerUsd.ToArray());
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(137)]
    public void Tiles_are_aligned_and_padded_with_zero_and_know_their_largest_entry(int scenarioCount)
    {
        using var arrays = new RiskArrays(TestMarkets.Instruments(), TestMarkets.Scenarios(scenarioCount));
        arrays.Refill(TestMarkets.Bitcoin());
        arrays.TileCount.ShouldBe((scenarioCount + 63) / 64);
        for (var i = 0; i < arrays.InstrumentCount; i++)
        {
            var row = Enumerable.Range(0, arrays.TileCount * 64).Select(s => Stored(arrays, i, s)).ToArray();
            row[scenarioCount..].ShouldAllBe(value => value == 0);
            row.Max(Math.Abs).ShouldBe(arrays.MaxAbs(i));
        }

        for (var tile = 0; tile < arrays.TileCount; tile++) Address(arrays, tile).ShouldSatisfyAllConditions(address => (address % 64).ShouldBe(0));
    }

    [Fact]
    public void A_scenario_that_moves_nothing_gains_nothing_beyond_one_rounding_of_the_mark()
    {
        using var arrays = Filled(RiskArraysOptions.Default);
        for (var i = 0; i < arrays.InstrumentCount; i++) Math.Abs((double)Stored(arrays, i, 0)).ShouldBeLessThanOrEqualTo(1.2e-16 * arrays.MarkUsd[i], arrays.Instruments[i].Name);
    }

    [Fact]
    public void The_order_of_units_changes_nothing()
    {
        using var forwards = Filled(RiskArraysOptions.Default);
        using var backwards = new RiskArrays(TestMarkets.Instruments(), TestMarkets.Scenarios());
        foreach (var market in new[] { TestMarkets.Ether(), TestMarkets.Bitcoin() })
        {
            backwards.Prepare(market);
            for (var unit = backwards.UnitCount - 1; unit >= 0; unit--) backwards.FillUnit(unit);
        }

        AllFloats(backwards).ShouldBe(AllFloats(forwards));
        backwards.ThetaUsdPerDay.ToArray().ShouldBe(forwards.ThetaUsdPerDay.ToArray());
    }

    [Fact]
    public void Units_filled_by_two_threads_give_the_same_bits()
    {
        using var one = Filled(RiskArraysOptions.Default);
        using var two = new RiskArrays(TestMarkets.Instruments(), TestMarkets.Scenarios());
        foreach (var market in new[] { TestMarkets.Bitcoin(), TestMarkets.Ether() })
        {
            two.Prepare(market);
            Parallel.For(0, two.UnitCount, two.FillUnit);
        }

        AllFloats(two).ShouldBe(AllFloats(one));
    }

    [Fact]
    public void Only_the_underlying_that_moved_is_refilled()
    {
        using var arrays = Filled(RiskArraysOptions.Default);
        var before = AllFloats(arrays);
        arrays.Refill(TestMarkets.Ether(1_971));
        for (var i = 0; i < arrays.InstrumentCount; i++)
        {
            var row = Enumerable.Range(0, arrays.ScenarioCount).Select(s => Stored(arrays, i, s)).ToArray();
            if (arrays.Instruments[i].Underlying == "BTC") row.ShouldBe(before[i]);
            else if (arrays.Instruments[i].Settlement == Settlement.Linear) row.ShouldNotBe(before[i]);
        }
    }

    [Fact]
    public void A_refill_allocates_nothing()
    {
        using var arrays = Filled(RiskArraysOptions.Default);
        var market = TestMarkets.Bitcoin(70_000);
        arrays.Refill(market);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 20; round++) arrays.Refill(market);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    public void Instruments_are_found_by_name()
    {
        using var arrays = new RiskArrays(TestMarkets.Instruments(), TestMarkets.Scenarios());
        arrays.Instruments[arrays.IndexOf("BTC-PERPETUAL")].Kind.ShouldBe(InstrumentKind.Perpetual);
        arrays.IndexOf("BTC-1JAN30").ShouldBe(-1);
        Should.Throw<ArgumentException>(() => arrays.FillDoubleRow(0, new double[3]));
    }

    internal static unsafe float Stored(RiskArrays arrays, int instrument, int scenario) => arrays.Tile(scenario / 64)[instrument * 64 + scenario % 64];

    private static unsafe nint Address(RiskArrays arrays, int tile) => (nint)arrays.Tile(tile);

    private static RiskArrays Filled(RiskArraysOptions options)
    {
        var arrays = new RiskArrays(TestMarkets.Instruments(), TestMarkets.Scenarios(), options);
        arrays.Refill(TestMarkets.Bitcoin());
        arrays.Refill(TestMarkets.Ether());
        return arrays;
    }

    private static float[][] AllFloats(RiskArrays arrays) =>
        [.. Enumerable.Range(0, arrays.InstrumentCount).Select(i => Enumerable.Range(0, arrays.ScenarioCount).Select(s => Stored(arrays, i, s)).ToArray())];
}
