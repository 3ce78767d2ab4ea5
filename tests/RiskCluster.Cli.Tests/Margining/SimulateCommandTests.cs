using System.Globalization;

namespace RiskCluster.Cli.Tests.Margining;

public sealed class SimulateCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("riskcluster-simulate").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    [Trait("Rule", "MRG-11")]
    public void Simulate_tells_what_margin_tells_after_the_trade()
    {
        var change = Write("""{"account": "borealis/polaris", "simulated_position_changes": [{"instrument": "BTC-PERPETUAL", "size": "1000000", "price": "74000"}], "simulated_collateral_changes": [{"currency": "USD", "amount": "-1000"}]}""");
        var result = DemoFiles.Json("simulate", "--change", change);
        var traded = File.ReadAllText(DemoFiles.Portfolio)
            .Replace("\"average_price\": \"74072\" }]", "\"average_price\": \"74072\" }, { \"instrument\": \"BTC-PERPETUAL\", \"size\": \"1000000\", \"average_price\": \"74000\" }]", StringComparison.Ordinal)
            .Replace("\"cash_usd\": \"700000\"", "\"cash_usd\": \"699000\"", StringComparison.Ordinal);
        var run = CommandRun.Of("margin", "--portfolio", Write(traded, "after.json"), "--market", DemoFiles.Market, "--json");
        run.ExitCode.ShouldBe(0, run.Error);
        var after = System.Text.Json.JsonDocument.Parse(run.Output).RootElement.Items("accounts").ElementAt(1);
        foreach (var name in new[] { "equity", "initial_margin", "maintenance_margin", "initial_margin_excess", "maintenance_margin_excess", "state" })
            result.GetProperty($"post_{name}").GetString().ShouldBe(after.GetProperty(name).GetString(), name);
        var before = DemoFiles.Json("margin").Items("accounts").ElementAt(1);
        foreach (var name in new[] { "equity", "initial_margin", "maintenance_margin", "state" })
            result.GetProperty($"pre_{name}").GetString().ShouldBe(before.GetProperty(name).GetString(), name);
        result.GetProperty("is_valid_trade").GetBoolean().ShouldBeTrue("buying back part of a short lowers its margin");
        result.Items("reasons").Single().GetString().ShouldBe("risk_reducing");
    }

    [Fact]
    [Trait("Rule", "MRG-11")]
    [Trait("Rule", "COL-1")]
    [Trait("Rule", "COL-2")]
    public void Collateral_comes_and_goes_as_margin_counts_it()
    {
        const string change = """
            {"owner": "o", "simulated_collateral_changes": [
              {"currency": "USDC", "amount": "-400", "chain": "solana"}, {"currency": "BTC", "amount": 2, "account": "v/b"}, {"currency": "USD", "amount": 50}, {"currency": "USDC", "amount": 100}]}
            """;
        var market = Write(
            File.ReadAllText(DemoFiles.Market).Replace("\"format\":", "\"collateral\": [{ \"asset\": \"USDC\", \"price\": 1 }], \"format\":", StringComparison.Ordinal), "market.json");
        var result = Answer("simulate", Portfolio("[]", """[{"asset": "USDC", "amount": 1000, "chain": "solana"}]""", 0), "--change", Write(change));
        var after = Answer("margin", Portfolio("""[{"asset": "USDC", "amount": 100}]""", """[{"asset": "USDC", "amount": 600, "chain": "solana"}, {"asset": "BTC", "amount": 2}]""", 50)).Items("owners").Single();
        foreach (var name in new[] { "equity", "initial_margin", "maintenance_margin", "state" }) result.GetProperty($"post_{name}").GetString().ShouldBe(after.GetProperty(name).GetString(), name);
        result.Usd("pre_equity").ShouldBe(985, 1e-5);
        result.Usd("post_equity").ShouldBe(50 + 99 + 600 * 0.985 + 2 * 74_072 * 0.9, 1e-5);

        string Portfolio(string first, string second, double cash) => Write(
            FormattableString.Invariant($$"""{"accounts": [{"venue": "v", "account": "a", "owner": "o", "cash_usd": {{cash}}, "positions": [], "collateral": {{first}}}, {"venue": "v", "account": "b", "owner": "o", "cash_usd": 0, "positions": [], "collateral": {{second}}}]}"""), $"portfolio{cash}.json");

        System.Text.Json.JsonElement Answer(string command, string portfolio, params string[] more)
        {
            var run = CommandRun.Of([command, "--portfolio", portfolio, "--market", market, .. more, "--json"]);
            run.ExitCode.ShouldBe(0, run.Error);
            return System.Text.Json.JsonDocument.Parse(run.Output).RootElement;
        }
    }

    [Fact]
    [Trait("Rule", "MRG-11")]
    public void A_refused_trade_says_why_and_the_table_says_the_same()
    {
        var change = Write("""{"account": "cascade/polaris", "simulated_position_changes": [{"instrument": "BTC-27FEB26-60000-P", "size": -100}]}""");
        var result = DemoFiles.Json("simulate", "--change", change);
        result.GetProperty("is_valid_trade").GetBoolean().ShouldBeFalse();
        result.Items("reasons").Select(reason => reason.GetString()).ShouldBe(["initial_margin_not_covered", "initial_margin_rises", "excess_falls"]);
        var component = result.Items("components").Single(item => item.GetProperty("name").GetString() == "initial_margin");
        component.Number("change_usd").ShouldBe(component.Number("post_usd") - component.Number("pre_usd"));
        var table = DemoFiles.Run("simulate", "--change", change).Output;
        table.ShouldContain("Refused: initial margin not covered, initial margin rises, excess falls.");
        table.ShouldContain(component.Number("post_usd").ToString("#,##0", CultureInfo.InvariantCulture));
    }

    [Fact]
    [Trait("Rule", "MRG-11")]
    public void With_no_portfolio_it_is_a_calculator_and_overrides_move_the_market()
    {
        const string positions = """ "add_positions": false, "simulated_position_changes": [{"instrument": "BTC-27MAR26-70000-P", "size": "-300"}]""";
        var still = DemoFiles.Json("simulate", "--change", Write($$"""{ {{positions}} }"""));
        still.Usd("post_initial_margin").ShouldBe(DemoFiles.Json("margin").Items("accounts").ElementAt(2).Usd("initial_margin"));
        var moved = DemoFiles.Json("simulate", "--change", Write($$"""{ {{positions}}, "overrides": [{"underlying": "BTC", "spot_shift": "-0.1", "vol_shift": 0.2}] }"""));
        moved.Usd("post_initial_margin").ShouldBeGreaterThan(still.Usd("post_initial_margin"), "short puts nearer to the money");
    }

    [Theory]
    [InlineData("{", "$")]
    [InlineData("""{"colour": 1}""", "$.colour")]
    [InlineData("""{"account": "a/b", "owner": "polaris"}""", "$.owner: is not given together with account")]
    [InlineData("""{"account": "nobody/x"}""", "$.account", "has no nobody/x")]
    [InlineData("""{"owner": "nobody"}""", "$.owner", "has no nobody")]
    [InlineData("""{"simulated_position_changes": [{"instrument": "BTC-27MAR26-1-X", "size": 1}]}""", "$.simulated_position_changes[0].instrument", "neither C nor P")]
    [InlineData("""{"simulated_position_changes": [{"instrument": "BTC-PERPETUAL"}]}""", "$.simulated_position_changes[0]", "size")]
    [InlineData("""{"simulated_position_changes": [{"instrument": "BTC-PERPETUAL", "size": "1e999"}]}""", "$.simulated_position_changes[0].size")]
    [InlineData("""{"simulated_position_changes": [{"instrument": "BTC-PERPETUAL", "size": 1, "price": 0}]}""", "$.simulated_position_changes[0].price: must be a positive number")]
    [InlineData("""{"simulated_position_changes": [{"instrument": "SOL-PERPETUAL", "size": 1}]}""", "SOL-PERPETUAL", "cannot be priced")]
    [InlineData("""{"simulated_position_changes": [{"instrument": "BTC-1JAN26-70000-C", "size": 1}]}""", "BTC-1JAN26-70000-C", "expired")]
    [InlineData("""{"simulated_collateral_changes": [{"currency": "DOGE", "amount": 1}]}""", "$.simulated_collateral_changes[0].currency", "does not say what DOGE is worth")]
    [InlineData("""{"simulated_collateral_changes": [{"currency": "", "amount": 1}]}""", "$.simulated_collateral_changes[0].currency: must not be empty")]
    [InlineData("""{"simulated_collateral_changes": [{"currency": "BTC", "amount": "1e16"}]}""", "$.simulated_collateral_changes[0].amount: must be within")]
    [InlineData("""{"simulated_collateral_changes": [{"currency": "USD", "amount": 1, "chain": "base"}]}""", "$.simulated_collateral_changes[0].chain: is not given with USD, which is cash")]
    [InlineData("""{"simulated_collateral_changes": [{"currency": "USD", "amount": 1, "account": "v/a"}]}""", "$.simulated_collateral_changes[0].account: is not given with USD, which is cash")]
    [InlineData("""{"owner": "polaris", "simulated_collateral_changes": [{"currency": "BTC", "amount": 1, "account": "nobody/x"}]}""", "$.simulated_collateral_changes: polaris has no account nobody/x")]
    [InlineData("""{"simulated_collateral_changes": [{"currency": "USD", "amount": "1e999"}]}""", "$.simulated_collateral_changes[0].amount")]
    [InlineData("""{"overrides": [{"underlying": "BTC", "spot_shift": -1}]}""", "$.overrides[0].spot_shift: must be a relative move within (-1, 10]")]
    [InlineData("""{"overrides": [{"underlying": "BTC", "vol_shift": 11}]}""", "$.overrides[0].vol_shift")]
    [InlineData("""{"overrides": [{"underlying": "BTC"}, {"underlying": "BTC"}]}""", "$.overrides: BTC comes twice")]
    [InlineData("""{"overrides": [{"underlying": "SOL"}]}""", "$.overrides", "has no SOL")]
    [Trait("Rule", "MRG-11")]
    public void A_bad_change_is_refused_in_one_line(string json, params string[] parts)
    {
        var file = Write(json);
        DemoFiles.Run("simulate", "--change", file).ShouldBeRefusedWith([file, .. parts]);
    }

    [Fact]
    public void What_is_held_without_a_price_is_an_error_of_the_portfolio()
    {
        var portfolio = Write("""{"accounts": [{"venue": "v", "account": "a", "cash_usd": 0, "positions": [{"instrument": "SOL-PERPETUAL", "size": 1}]}]}""", "portfolio.json");
        CommandRun.Of("simulate", "--portfolio", portfolio, "--market", DemoFiles.Market, "--change", Write("""{"account": "v/a"}""")).ShouldBeRefusedWith(portfolio, "SOL-PERPETUAL");
        DemoFiles.Run("simulate").ShouldBeRefusedWith("--change");
        DemoFiles.Run("simulate", "--change", "nowhere.json").ShouldBeRefusedWith("nowhere.json: no such file");
    }

    private string Write(string text, string name = "change.json")
    {
        var file = Path.Combine(folder, name);
        File.WriteAllText(file, text);
        return file;
    }
}
