using System.Text.Json;
using RiskCluster.Tests;

namespace RiskCluster.Cli.Tests.Margining;

/// <summary>Depth, volume and collateral from the files of a command line to its answer.</summary>
public sealed class LiquidityAndCollateralTests : IDisposable
{
    private const string Book = """{ "bids": [{ "price": 74000, "quantity": 2 }, { "price": 73000, "quantity": 5 }], "asks": [{ "price": 74100, "quantity": 2 }] }""";
    private static readonly string Demo = Path.Combine(SharedData.RepositoryRoot, "deploy", "demo");
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    [Trait("Rule", "MRG-5")]
    [Trait("Rule", "MKT-1")]
    public void A_book_of_the_market_file_is_walked()
    {
        var answer = Margin(Spot(1), Market($$"""{ "depth": {{Book}}, "volume_coin_per_day": 100000, "vol_daily": 0 }"""));
        var cost = answer.GetProperty("accounts")[0].Items("unwind").Single();
        cost.Number("half_spread_usd").ShouldBe(50, 1e-9);
        cost.Number("walk_usd").ShouldBe(0, 1e-9);
        cost.Number("impact_usd").ShouldBe(0);
        var market = answer.GetProperty("inputs").Items("market").Single().GetProperty("liquidity");
        market.Number("mid_usd").ShouldBe(74_050);
        market.Items("bids").Select(piece => piece.Number("coin")).ShouldBe([2, 5]);

        // Beyond the book the horizon is the longest that the model knows: nothing lies within its distance of the mid but the rate is 2 coins, 288 times a day.
        Margin(Spot(1e5), Market($$"""{ "depth": {{Book}} }""")).GetProperty("accounts")[0].Items("unwind").Single().Number("horizon_days").ShouldBe(20);
    }

    [Fact]
    [Trait("Rule", "MRG-5")]
    public void Every_form_of_the_same_book_costs_the_same()
    {
        folder.Write("book.csv", "side,price,qty\nbid,74000,2\nbid,73000,5\nask,74100,2\n");
        folder.Write("bands.csv", "ts_ms,best_bid,best_ask,bid_usd_5bps,ask_usd_5bps,bid_usd_10bps,ask_usd_10bps,bid_usd_25bps,ask_usd_25bps,bid_usd_50bps,ask_usd_50bps,bid_usd_100bps,ask_usd_100bps\n"
            + "1770220700000,74040,74060,1e5,1e5,2e5,2e5,3e5,3e5,4e5,4e5,5e5,5e5\n1770220799000,74045,74055,1e5,1e5,2e5,2e5,3e5,3e5,4e5,4e5,5e5,5e5\n1770999999000,74000,74100,0,0,2e5,2e5,3e5,3e5,4e5,4e5,5e5,5e5\n");
        Cost($$"""{ "depth": {{Book}} }""").ShouldBe(Cost("""{ "depth": { "book_file": "book.csv" } }"""));
        Cost("""{ "depth": { "bands_file": "bands.csv" } }""").ShouldBe(Cost("""
            { "depth": { "best_bid": 74045, "best_ask": 74055,
              "bid_bands": [{ "distance": 0.0005, "usd": 1e5 }, { "distance": 0.001, "usd": 2e5 }, { "distance": 0.0025, "usd": 3e5 }, { "distance": 0.005, "usd": 4e5 }, { "distance": 0.01, "usd": 5e5 }],
              "ask_bands": [{ "distance": 0.0005, "usd": 1e5 }, { "distance": 0.001, "usd": 2e5 }, { "distance": 0.0025, "usd": 3e5 }, { "distance": 0.005, "usd": 4e5 }, { "distance": 0.01, "usd": 5e5 }] } }
            """));

        double Cost(string liquidity) => Margin(Spot(3), Market(liquidity)).GetProperty("accounts")[0].Items("unwind").Single().Number("trading_usd");
    }

    [Fact]
    [Trait("Rule", "COL-1")]
    [Trait("Rule", "MRG-7")]
    public void Collateral_is_counted_after_haircuts_and_every_step_is_told()
    {
        var portfolio = folder.Write("p.json", """
            { "accounts": [{ "venue": "v", "account": "a", "cash_usd": 100, "positions": [],
              "collateral": [{ "asset": "USDC", "amount": 1000, "chain": "solana" }, { "asset": "BTC", "amount": 1 }, { "asset": "stETH", "amount": 2 }] }] }
            """);
        var market = Market("{}", """[{ "asset": "USDC", "price": 1 }, { "asset": "stETH", "price": 2000, "twap": 1900 }]""");
        var account = Margin(portfolio, market).GetProperty("accounts")[0];
        account.Usd("equity").ShouldBe(100 + 1000 * 0.985 + 74_072 * 0.9 + 3800 * 0.85, 1e-5);
        var lines = account.GetProperty("equity_parts").Items("collateral").ToList();
        lines.Select(line => line.Number("gross_usd")).ShouldBe([1000, 74_072, 3800]);
        lines[0].Items("steps").Select(step => step.GetProperty("rule").GetString()).ShouldBe(["COL-1", "COL-2"]);
        lines[0].GetProperty("name").GetString().ShouldBe("USDC at v on solana");

        var run = CommandRun.Of("margin", "--portfolio", portfolio, "--market", market, "--explain");
        run.ExitCode.ShouldBe(0, run.Error);
        run.Output.ShouldContain("bridges solana > ethereum -5");
    }

    [Theory]
    [InlineData("""{ "vol_daily": 11 }""", "$.underlyings[0].liquidity.vol_daily: must be within [0, 10]")]
    [InlineData("""{ "volume_coin_per_day": 0 }""", "$.underlyings[0].liquidity.volume_coin_per_day: must be within")]
    [InlineData("""{ "open_interest_coin": -1 }""", "$.underlyings[0].liquidity.open_interest_coin: must be within")]
    [InlineData("""{ "congestion_factor": -1 }""", "$.underlyings[0].liquidity.congestion_factor: must be within")]
    [InlineData("""{ "depth": {} }""", "$.underlyings[0].liquidity.depth: must be one of")]
    [InlineData("""{ "depth": { "bids": [{ "price": 1, "quantity": 1 }] } }""", "$.underlyings[0].liquidity.depth.asks: is missing")]
    [InlineData("""{ "depth": { "bids": [{ "price": 2, "quantity": 1 }], "asks": [{ "price": 1, "quantity": 1 }] } }""", "$.underlyings[0].liquidity.depth: the book is crossed")]
    [InlineData("""{ "depth": { "best_bid": 1, "best_ask": 2, "bid_bands": [], "ask_bands": [] } }""", "$.underlyings[0].liquidity.depth: a side of the book is empty")]
    [InlineData("""{ "depth": { "book_file": "nowhere.csv" } }""", "nowhere.csv: no such file")]
    [InlineData("""{ "depth": { "bands_file": "x", "contract_usd": 100 } }""", "contract_usd: is for a book_file only")]
    [InlineData("""{ "colour": 1 }""", "$.underlyings[0].liquidity.colour")]
    public void A_bad_liquidity_is_refused_in_one_line(string liquidity, string rule) =>
        CommandRun.Of("margin", "--portfolio", Spot(1), "--market", Market(liquidity)).ShouldBeRefusedWith(rule);

    [Theory]
    [InlineData("""{ "asset": "DOGE", "amount": 1 }""", "[]", "$.accounts[0].collateral[0].asset", "does not say what DOGE is worth")]
    [InlineData("""{ "asset": "", "amount": 1 }""", "[]", "$.accounts[0].collateral[0].asset: must not be empty")]
    [InlineData("""{ "asset": "BTC", "amount": 1e16 }""", "[]", "$.accounts[0].collateral[0].amount: must be within")]
    [InlineData("""{ "asset": "BTC", "amount": 1, "chain": "" }""", "[]", "$.accounts[0].collateral[0].chain: must not be empty")]
    [InlineData("""{ "asset": "USDC", "amount": 1 }""", """[{ "asset": "USDC", "price": 0 }]""", "$.collateral[0].price: must be within")]
    [InlineData("""{ "asset": "USDC", "amount": 1 }""", """[{ "asset": "USDC", "price": 1, "twap": -1 }]""", "$.collateral[0].twap: must be within")]
    [InlineData("""{ "asset": "USDC", "amount": 1 }""", """[{ "asset": "USDC", "price": 1, "price_age_hours": -1 }]""", "$.collateral[0].price_age_hours: must be within")]
    [InlineData("""{ "asset": "USDC", "amount": 1 }""", """[{ "asset": "USDC", "price": 1 }, { "asset": "USDC", "price": 1 }]""", "$.collateral: USDC comes twice")]
    public void Bad_collateral_is_refused_in_one_line(string line, string prices, params string[] parts)
    {
        var portfolio = folder.Write("p.json", $$"""{ "accounts": [{ "venue": "v", "account": "a", "cash_usd": 0, "positions": [], "collateral": [{{line}}] }] }""");
        CommandRun.Of("margin", "--portfolio", portfolio, "--market", Market("{}", prices)).ShouldBeRefusedWith(parts);
    }

    private string Spot(double size) => folder.Write(
        "spot.json", FormattableString.Invariant($$"""{ "accounts": [{ "venue": "v", "account": "a", "cash_usd": 0, "positions": [{ "instrument": "BTC_USDC", "size": {{size}} }] }] }"""));

    private string Market(string liquidity, string collateral = "[]") => folder.Write("market.json", File.ReadAllText(Path.Combine(Demo, "market.json"))
        .Replace("\"index_price\": \"74072\"", $"\"index_price\": \"74072\", \"liquidity\": {liquidity}", StringComparison.Ordinal)
        .Replace("\"format\": \"riskcluster.market/1\"", $"\"format\": \"riskcluster.market/1\", \"collateral\": {collateral}", StringComparison.Ordinal));

    private static JsonElement Margin(string portfolio, string market)
    {
        var run = CommandRun.Of("margin", "--portfolio", portfolio, "--market", market, "--json", "--explain");
        run.ExitCode.ShouldBe(0, run.Error);
        return JsonDocument.Parse(run.Output).RootElement;
    }
}
