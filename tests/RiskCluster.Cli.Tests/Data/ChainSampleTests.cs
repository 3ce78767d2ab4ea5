using System.Collections.Immutable;
using System.IO.Compression;
using RiskCluster.Cli.Data;
using RiskCluster.Cli.Input;
using RiskCluster.Risk.Market;

namespace RiskCluster.Cli.Tests.Data;

public sealed class ChainSampleTests
{
    private const string Good =
        """
        {"format":"riskcluster.chain/1","as_of_ms":1770278400500,"underlyings":[{"underlying":"BTC","index_price_usd":69900,"perpetual_mark_usd":null,"expiries":[
        {"expiry_ms":1774598400000,"future_mark_usd":70000,"strike":[70000,70000],"type":"CP","bid_coin":[0.073,null],"ask_coin":[0.0745,0.0745],"mark_coin":[0.0737,0.0737],"mark_vol":[0.5,0.5],"open_interest_coin":[12.5,12.5]}]}]}
        """;

    [Fact]
    [Trait("Rule", "MKT-1")]
    public void A_csv_and_the_sample_made_of_it_hold_the_same_chain()
    {
        var chains = ChainCsv.Parse("chain.csv", ChainCsvTests.GoodCsv);
        ShouldBeSame(ChainSample.Parse("s", Good), chains);
        ShouldBeSame(Unpack(ChainSample.Write(chains)), chains);
        var withPerpetual = chains.SetItem(0, chains[0] with { PerpetualMarkUsd = 69_950.5 });
        ShouldBeSame(Unpack(ChainSample.Write(withPerpetual)), withPerpetual);
    }

    [Fact]
    [Trait("Rule", "MKT-1")]
    public void The_name_of_a_sample_is_its_instant() =>
        ChainSample.FileName(ChainSample.Parse("s", Good)[0].AsOf).ShouldBe("20260205T080000Z.chain.json.gz");

    [Theory]
    [Trait("Rule", "MKT-1")]
    [InlineData("chain/1", "chain/2", "$.format: 'riskcluster.chain/2' is not riskcluster.chain/1")]
    [InlineData("\"as_of_ms\"", "\"when\"", "$.when: The JSON property 'when' could not be mapped")]
    [InlineData("\"type\":\"CP\",", "", "$.underlyings[0].expiries[0]")]
    [InlineData("\"CP\"", "\"CPP\"", "$.underlyings[0].expiries[0].type: 3 cells, but there are 2 strikes")]
    [InlineData("\"CP\"", "\"CX\"", "$.underlyings[0].expiries[0].type: 'X' at 1 is neither C nor P")]
    [InlineData("\"CP\"", "\"PC\"", "$.underlyings[0].expiries[0].strike[1]: quotes are not by rising strike, call before put")]
    [InlineData("[0.0737,0.0737]", "[0.0737]", "$.underlyings[0].expiries[0].mark_coin: 1 cells, but there are 2 strikes")]
    [InlineData("[0.0737,0.0737]", "[5159,5159]", "$.underlyings[0].expiries[0].mark_coin[0]: 5159 is not the")]
    [InlineData("[0.0737,0.0737]", "[0.0737,-1]", "$.underlyings[0].expiries[0].mark_coin[1]: is negative")]
    [InlineData("[0.5,0.5]", "[50,50]", "$.underlyings[0].expiries[0].mark_vol[0]: 50 is over 10")]
    [InlineData("[0.5,0.5]", "[0.5,\"NaN\"]", "$.underlyings[0].expiries[0].mark_vol[1]")]
    [InlineData("[12.5,12.5]", "[12.5,-1]", "$.underlyings[0].expiries[0].open_interest_coin[1]: is negative")]
    [InlineData("1774598400000", "1770278400500", "$.underlyings[0].expiries[0].expiry_ms: expired")]
    [InlineData("69900", "0", "$.underlyings[0].index_price_usd: 0 is not above 0")]
    [InlineData("\"BTC\"", "\"btc\"", "$.underlyings[0].underlying: 'btc' is no coin in capitals")]
    [InlineData("{\"format\"", "?", "line 1: '?' is an invalid start of a value")]
    [InlineData("\"BTC\"", "null", "$.underlyings[0]")]
    [InlineData("{\"format\"", "{\"format\":\"x\",\"format\"", "$.format")]
    [InlineData("]}]}]}", "]}]}", "$.underlyings[1]: Expected depth to be zero")]
    public void A_broken_rule_is_told_with_its_place(string good, string bad, string expected)
    {
        Good.ShouldContain(good);
        var problem = Should.Throw<InputException>(() => ChainSample.Parse("s.json", Good.Replace(good, bad, StringComparison.Ordinal)));
        problem.Message.ShouldStartWith("s.json: " + expected);
        problem.Message.ShouldNotContain('\n');
    }

    [Fact]
    [Trait("Rule", "MKT-1")]
    public void The_samples_that_ship_are_readable_and_give_surfaces()
    {
        var files = Directory.GetFiles(Path.Combine(RiskCluster.Tests.SharedData.RepositoryRoot, "deploy", "demo", "chains"), "*" + ChainSample.Extension);
        files.Length.ShouldBe(10);
        foreach (var file in files)
        {
            var chain = ImportedChain.Read(file);
            Path.GetFileName(file).ShouldBe(ChainSample.FileName(chain.Chains[0].AsOf));
            chain.Chains.Select(item => item.Underlying).ShouldBe(["BTC", "ETH"]);
            chain.Count(SliceStatus.Refused).ShouldBe(0);
        }
    }

    internal static ImmutableArray<OptionChain> Unpack(byte[] bytes)
    {
        using var reader = new StreamReader(new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress));
        return ChainSample.Parse("bytes", reader.ReadToEnd());
    }

    internal static void ShouldBeSame(ImmutableArray<OptionChain> actual, ImmutableArray<OptionChain> expected)
    {
        actual.Length.ShouldBe(expected.Length);
        foreach (var (left, right) in actual.Zip(expected))
        {
            (left with { Expiries = [] }).ShouldBe(right with { Expiries = [] });
            foreach (var (one, other) in left.Expiries.Zip(right.Expiries))
            {
                (one with { Quotes = [] }).ShouldBe(other with { Quotes = [] });
                one.Quotes.AsSpan().SequenceEqual(other.Quotes.AsSpan()).ShouldBeTrue();
            }

            left.Expiries.Length.ShouldBe(right.Expiries.Length);
        }
    }
}
