using RiskCluster.Cli.Data;
using RiskCluster.Cli.Input;
using RiskCluster.Risk.Liquidity;

namespace RiskCluster.Cli.Tests.Data;

[Trait("Rule", "MKT-1")]
public sealed class DepthCsvTests
{
    private const string Book = "side,price,qty\nbid,99,1\nbid,98.0,2\nask,101,1\nask,102,2.5\n";
    private const string BandHeader = "ts_ms,best_bid,best_ask,bid_usd_5bps,ask_usd_5bps,bid_usd_10bps,ask_usd_10bps,bid_usd_25bps,ask_usd_25bps,bid_usd_50bps,ask_usd_50bps,bid_usd_100bps,ask_usd_100bps";

    [Fact]
    public void A_book_is_read_in_coins_or_in_contracts()
    {
        var coins = DepthBookCsv.Parse("b.csv", Book);
        coins.MidUsd.ShouldBe(100);
        coins.SeenCoin(DepthSide.Asks).ShouldBe(3.5);
        DepthBookCsv.Parse("b.csv", Book.Replace("\n", "\r\n", StringComparison.Ordinal)).SeenCoin(DepthSide.Bids).ShouldBe(3);

        // 10 USD a contract: 1 at 99 and 2 at 98 are 30 USD and 10/99 + 20/98 coins.
        var contracts = DepthBookCsv.Parse("b.csv", Book, contractUsd: 10);
        contracts.SeenCoin(DepthSide.Bids).ShouldBe(10 / 99.0 + 20 / 98.0, 1e-12);
        contracts.UsdWithin(DepthSide.Bids, 1).ShouldBe(30, 1e-9);
    }

    [Theory]
    [InlineData("side,cost,qty\nbid,99,1\n", "row 1: column price is missing")]
    [InlineData("side,price,qty\n", "there is a header but no row")]
    [InlineData("side,price,qty\nbid,99\n", "row 2: 2 cells under 3 columns")]
    [InlineData("side,price,qty\n\nbid,99,1\n", "row 2: 1 cells under 3 columns")]
    [InlineData("side,price,qty\nBid,99,1\n", "row 2: side: 'Bid' is neither bid nor ask")]
    [InlineData("side,price,qty\nbid,-99,1\n", "row 2: price: '-99' is no number within [1E-12, 1000000000000]")]
    [InlineData("side,price,qty\nbid,99,0\n", "row 2: qty: '0' is no number within [1E-12, 1000000000000000]")]
    [InlineData("side,price,qty\nbid,99,NaN\n", "row 2: qty: 'NaN' is no number within [1E-12, 1000000000000000]")]
    [InlineData("side,price,qty\nbid,99,1e999\n", "row 2: qty: '1e999' is no number within [1E-12, 1000000000000000]")]
    [InlineData("side,price,qty\nbid,99,1\nbid,99.0,1\n", "row 3: price: 99.0 is not below the bid before it")]
    [InlineData("side,price,qty\nask,99,1\nask,98,1\n", "row 3: price: 98 is not above the ask before it")]
    [InlineData("side,price,qty\nbid,99,1\nask,99,1\n", "row 3: price: 99 crosses the other side of the book")]
    [InlineData("side,price,qty\nask,99,1\nbid,100,1\n", "row 3: price: 100 crosses the other side of the book")]
    [InlineData("side,price,qty\nbid,99,1\n", "the book has no ask")]
    [InlineData("side,price,qty\nask,99,1\n", "the book has no bid")]
    public void A_bad_book_names_row_column_and_rule(string text, string rule) =>
        Should.Throw<InputException>(() => DepthBookCsv.Parse("b.csv", text)).Message.ShouldBe($"b.csv: {rule}");

    [Fact]
    public void Contracts_too_small_to_be_coins_are_refused() =>
        Should.Throw<InputException>(() => DepthBookCsv.Parse("b.csv", "side,price,qty\nbid,1e12,1\nask,1.1e12,1\n", contractUsd: 0.1)).Message
            .ShouldBe("b.csv: row 2: qty: 1 contracts are no coins within [1E-12, 1000000000000000]");

    [Fact]
    public void Bands_are_read_by_time()
    {
        var rows = DepthBandsCsv.Parse("d.csv", $"{BandHeader}\n1000,99.99,100.01,1,2,3,4,5,6,7,8,900,1000\n2000,99.99,100.01,0,0,0,0,5,0,7,8,900,1000\n");
        rows.Select(row => row.AsOf.Milliseconds).ShouldBe([1000, 2000]);
        rows[0].Depth.UsdWithin(DepthSide.Bids, 0.0025).ShouldBe(5, 1e-12);
        rows[0].Depth.UsdWithin(DepthSide.Asks, 0.01).ShouldBe(1000, 1e-9);
        rows[1].Depth.UsdWithin(DepthSide.Asks, 0.0025).ShouldBe(0);
        rows[1].Depth.HalfSpread.ShouldBe(0.0001, 1e-12);
    }

    [Theory]
    [InlineData("1000,99.99,100.01,1,2,3,4,5,6,7,8,9", "row 2: 12 cells under 13 columns")]
    [InlineData("1e3,99.99,100.01,1,2,3,4,5,6,7,8,900,1000", "row 2: ts_ms: '1e3' is no time in milliseconds")]
    [InlineData("1000,100.01,100.01,1,2,3,4,5,6,7,8,900,1000", "row 2: best_ask: 100.01 is not above the best bid")]
    [InlineData("1000,0,100.01,1,2,3,4,5,6,7,8,900,1000", "row 2: best_bid: '0' is no number within [1E-12, 1000000000000]")]
    [InlineData("1000,99.99,100.01,1,2,3,-4,5,6,7,8,900,1000", "row 2: ask_usd_10bps: '-4' is no number within [0, 1000000000000000]")]
    [InlineData("1000,99.99,100.01,1,2,3,4,5,6,4,8,900,1000", "row 2: bid_usd_50bps: is less than the amount nearer to the mid")]
    [InlineData("1000,99.9,100.1,1,2,3,4,5,6,7,8,900,1000", "row 2: bid_usd_5bps: holds something nearer than the best price")]
    [InlineData("1000,99.99,100.01,1,0,3,0,5,0,7,0,900,99", "row 2: ask_usd_100bps: must be at least 100")]
    [InlineData("1000,99.99,100.01,1,2,3,4,5,6,7,8,900,1000\n1000,99.99,100.01,1,2,3,4,5,6,7,8,900,1000", "row 3: ts_ms: is not after the row before")]
    public void Bad_bands_name_row_column_and_rule(string rows, string rule) =>
        Should.Throw<InputException>(() => DepthBandsCsv.Parse("d.csv", $"{BandHeader}\n{rows}\n")).Message.ShouldBe($"d.csv: {rule}");
}
