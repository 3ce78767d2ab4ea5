using System.IO.Compression;
using System.Text;
using RiskCluster.Cli.Data;
using RiskCluster.Cli.Input;
using RiskCluster.Risk.Instruments;

namespace RiskCluster.Cli.Tests.Data;

public sealed class ChainCsvTests
{
    private const string Header =
        "timestamp,instrument_name,currency,option_type,strike,expiry_datetime,time_to_maturity,bid_price,ask_price,mark_price,underlying,futures_price,futures_instrument_name,implied_volatility,delta,vega,open_interest,volume,index_price";

    /// <summary>Black-76 at F 70,000, vol 0.5, 50 days (0.136986 years): the money is worth 0.0737 coin.</summary>
    private const string Call = "2026-02-05T08:00:00.500000+00:00,BTC-27MAR26-70000-C,BTC,call,70000.0,2026-03-27T08:00:00+00:00,0.13698628,0.073,0.0745,0.0737,70000,70000,BTC-27MAR26,0.5,0.5,100,12.5,3,69900";
    private const string Put = "2026-02-05T08:00:00.500000+00:00,BTC-27MAR26-70000-P,BTC,put,70000.0,2026-03-27T08:00:00+00:00,0.13698628,,0.0745,0.0737,70000,,BTC-27MAR26,0.5,0.5,100,12.5,3,69900";

    private static readonly string Good = string.Join('\n', Header, Call, Put, "");

    [Fact]
    [Trait("Rule", "MKT-1")]
    public void A_chain_is_read_as_it_stands()
    {
        var chain = ChainCsv.Parse("chain.csv", Good).ShouldHaveSingleItem();
        (chain.Underlying, chain.IndexPriceUsd, chain.PerpetualMarkUsd).ShouldBe(("BTC", 69_900.0, (double?)null));
        chain.AsOf.ShouldBe(new UnixTime(UnixTime.FromUtc(2026, 2, 5, 8).Milliseconds + 500));
        var expiry = chain.Expiries.ShouldHaveSingleItem();
        (expiry.Expiry, expiry.FutureMarkUsd).ShouldBe((UnixTime.FromUtc(2026, 3, 27, 8), 70_000.0));
        expiry.Quotes.ShouldBe([new(70_000, OptionType.Call, 0.073, 0.0745, 0.0737, 0.5, 12.5), new(70_000, OptionType.Put, null, 0.0745, 0.0737, 0.5, 12.5)]);
    }

    [Theory]
    [Trait("Rule", "MKT-1")]
    [InlineData("0.0737,70000,70000", "NaN,70000,70000", "row 2: mark_price: 'NaN' is no finite number")]
    [InlineData("0.0737,70000,70000", "-0.0737,70000,70000", "row 2: mark_price: -0.0737 is negative")]
    [InlineData("0.0737,70000,70000", ",70000,70000", "row 2: mark_price: is empty")]
    [InlineData("0.0737,70000,70000", "5159,70000,70000", "row 2: mark_price: 5159 is not the 0.073722 coin")]
    [InlineData("BTC-27MAR26,0.5,0.5", "BTC-27MAR26,54.3,0.5", "row 2: implied_volatility: 54.3 is over 10; volatility is a decimal")]
    [InlineData("BTC-27MAR26,0.5,0.5", "BTC-27MAR26,5,0.5", "row 2: mark_price: 0.0737 is not the")]
    [InlineData("BTC-27MAR26,0.5,0.5", "BTC-27MAR26,0,0.5", "row 2: implied_volatility: 0 is not above 0")]
    [InlineData("0.073,0.0745", "5110,5215", "row 2: bid_price: 5110 is more than the option can ever pay")]
    [InlineData("0.073,0.0745", "0.073,5215", "row 2: ask_price: 5215 is far more")]
    [InlineData("0.073,0.0745", "0.0746,0.0745", "row 2: ask_price: 0.0745 is below the bid of 0.0746")]
    [InlineData("0.073,0.0745", "-0.073,0.0745", "row 2: bid_price: -0.073 is not above 0")]
    [InlineData("0.073,0.0745", "0.073;0.0745", "row 2: 18 cells under 19 columns")]
    [InlineData("BTC-27MAR26-70000-C", "BTC-27MAR26-70000-X", "row 2: instrument_name: instrument name 'BTC-27MAR26-70000-X'")]
    [InlineData("BTC-27MAR26-70000-C", "BTC-PERPETUAL", "row 2: instrument_name: BTC-PERPETUAL is no option")]
    [InlineData("BTC-27MAR26-70000-C", "BTC_USDC-27MAR26-70000-C", "row 2: instrument_name: BTC_USDC-27MAR26-70000-C is not settled in coin")]
    [InlineData("BTC-27MAR26-70000-C", "BTC-27MAR26-71000-C", "row 2: strike: 70000.0 is not that of BTC-27MAR26-71000-C")]
    [InlineData("BTC-27MAR26-70000-C", "BTC-28MAR26-70000-C", "row 2: expiry_datetime: 2026-03-27T08:00:00+00:00 is not that of BTC-28MAR26-70000-C")]
    [InlineData("BTC-27MAR26-70000-C", "ETH-27MAR26-70000-C", "row 2: currency: BTC is not that of ETH-27MAR26-70000-C")]
    [InlineData("BTC,call", "BTC,put", "row 2: option_type: put is not that of BTC-27MAR26-70000-C")]
    [InlineData("2026-02-05T08:00:00.500000+00:00,BTC-27MAR26-70000-C", "2026-03-27T08:00:00+00:00,BTC-27MAR26-70000-C", "row 2: expiry_datetime: expired")]
    [InlineData("2026-02-05T08:00:00.500000+00:00,BTC-27MAR26-70000-C", "5 February,BTC-27MAR26-70000-C", "row 2: timestamp: '5 February' is no ISO 8601 time")]
    [InlineData("2026-02-05T08:00:00.500000+00:00,BTC-27MAR26-70000-C", "2026-02-05T08:00:01.500000+00:00,BTC-27MAR26-70000-C", "row 3: timestamp: is not the")]
    [InlineData("call,70000.0,2026-03-27T08:00:00+00:00,0.13698628", "call,70000.0,2026-03-27T08:00:00+00:00,50", "row 2: time_to_maturity: 50 is not the 0.136986 years")]
    [InlineData("3,69900", "3,0", "row 2: index_price: 0 is not above 0")]
    [InlineData("BTC-27MAR26-70000-P,BTC,put", "BTC-27MAR26-70000-C,BTC,call", "row 3: instrument_name: BTC-27MAR26-70000-C was there before")]
    [InlineData(",open_interest,", ",interest,", "row 1: column open_interest is missing")]
    [InlineData(",delta,", ",volume,", "row 1: column volume is there twice")]
    public void A_broken_rule_is_told_with_its_row_and_column(string good, string bad, string expected)
    {
        var text = Replace(good, bad);
        var problem = Should.Throw<InputException>(() => ChainCsv.Parse("chain.csv", text));
        problem.Message.ShouldStartWith("chain.csv: " + expected);
        problem.Message.ShouldNotContain('\n');
    }

    [Fact]
    [Trait("Rule", "MKT-1")]
    public void Rows_are_counted_with_the_header_and_an_empty_row_is_no_row()
    {
        Should.Throw<InputException>(() => ChainCsv.Parse("c", $"{Header}\n{Call}\n\n{Put}\n")).Message.ShouldStartWith("c: row 3: 1 cells under 19 columns");
        Should.Throw<InputException>(() => ChainCsv.Parse("c", Header + "\n")).Message.ShouldBe("c: there is a header but no row");
        ChainCsv.Parse("c", $"{Header}\r\n{Call}\r\n{Put}\r\n").ShouldHaveSingleItem();
    }

    [Fact]
    [Trait("Rule", "MKT-1")]
    public void A_file_that_cannot_be_read_is_one_line_too()
    {
        using var folder = new TemporaryFolder();
        Should.Throw<InputException>(() => ChainCsv.Read(folder.File("none.csv"))).Message.ShouldEndWith("none.csv: no such file");
        Should.Throw<InputException>(() => ChainCsv.Read(folder.Write("empty.csv", []))).Message.ShouldEndWith("empty.csv: the file is empty");
        Should.Throw<InputException>(() => ChainCsv.Read(folder.Write("bad.csv.gz", [0x1F, 0x8B, 1, 2, 3]))).Message.ShouldEndWith("bad.csv.gz: the gzip data is damaged");
        Should.Throw<InputException>(() => ChainCsv.Read(folder.Write("latin.csv", [(byte)'a', 0xE9, (byte)'b']))).Message.ShouldEndWith("latin.csv: the file is not UTF-8 text");
        Should.Throw<InputException>(() => ChainCsv.Read(folder.Write("void.csv.gz", Pack("")))).Message.ShouldEndWith("void.csv.gz: the file is empty");
        ChainCsv.Read(folder.Write("good.csv.gz", Pack(Good))).ShouldHaveSingleItem();
        ChainCsv.Read(folder.Write("good.csv", Encoding.UTF8.GetBytes(Good))).ShouldHaveSingleItem();
    }

    internal static byte[] Pack(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    internal static string GoodCsv => Good;

    private static string Replace(string good, string bad)
    {
        var at = Good.IndexOf(good, StringComparison.Ordinal);
        at.ShouldBeGreaterThanOrEqualTo(0, "the text to break must be there");
        return Good[..at] + bad + Good[(at + good.Length)..];
    }
}
