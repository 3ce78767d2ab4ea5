using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Tests.Engine;

public sealed class PortfolioMarginTests
{
    [Fact]
    [Trait("Rule", "MRG-1")]
    public void Rows_made_together_and_without_tiles_are_those_made_one_by_one_to_the_last_bit()
    {
        var instruments = TestMarkets.Instruments();
        var scenarios = TestMarkets.Scenarios();
        using var arrays = new RiskArrays(instruments, scenarios);
        using var margin = new PortfolioMargin(instruments, scenarios, TestBook.Rules);
        foreach (var market in new[] { TestMarkets.Bitcoin(), TestMarkets.Ether() })
        {
            arrays.Refill(market);
            margin.Take(market);
        }

        var row = new double[scenarios.Count];
        for (var slot = 0; slot < instruments.Length; slot++)
        {
            arrays.FillDoubleRow(slot, row);
            margin.RowUsd(slot).ToArray().ShouldBe(row, instruments[slot].Name);
            margin.Arrays.MarkUsd[slot].ShouldBe(arrays.MarkUsd[slot]);
            margin.Arrays.Status(slot).ShouldBe(arrays.Status(slot));
        }

        margin.Arrays.TileCount.ShouldBe(0);
        row.ShouldContain(value => value != 0);
        Should.Throw<ArgumentException>(() => arrays.FillDoubleRows("BTC", row));
    }

    [Fact]
    [Trait("Rule", "MRG-1")]
    public void A_new_snapshot_renews_figures_of_its_underlying_only()
    {
        using var margin = Of("BTC-PERPETUAL", "ETH_USDC-PERPETUAL");
        foreach (var market in TestBook.Markets()) margin.Take(market);
        var (bitcoin, ether) = (margin.RowUsd(0).ToArray(), margin.RowUsd(1).ToArray());
        margin.Take(TestBook.Markets(0.9)[1]);
        margin.RowUsd(0).ToArray().ShouldBe(bitcoin);
        margin.RowUsd(1).ToArray().ShouldBe([.. ether.Select(value => 0.9 * value)], 1e-9);
    }

    [Fact]
    [Trait("Rule", "MRG-1")]
    public void What_has_no_price_is_refused_by_name_and_its_row_is_zero()
    {
        using var margin = Of("BTC-1JAN26-65000-C", "BTC-PERPETUAL", "SOL-PERPETUAL");
        foreach (var market in TestBook.Markets()) margin.Take(market);
        foreach (var name in new[] { "BTC-1JAN26-65000-C", "SOL-PERPETUAL" })
        {
            margin.RowUsd(margin.SlotOf(name)).ToArray().ShouldAllBe(value => value == 0);
            var account = new AccountPortfolio("v", "a", "o", 0, [new(name, 1)]);
            Should.Throw<UnpricedInstrumentException>(() => margin.Compile("x", [account])).Instrument.ShouldBe(name);
        }

        margin.SlotOf("ETH-PERPETUAL").ShouldBe(-1);
        Should.Throw<ArgumentException>(() => margin.Compile("x", [new AccountPortfolio("v", "a", "o", 0, [new("ETH-PERPETUAL", 1)])]));
    }

    private static PortfolioMargin Of(params string[] names) => new([.. names.Select(InstrumentName.Parse)], TestBook.Scenarios(), TestBook.Rules);
}
