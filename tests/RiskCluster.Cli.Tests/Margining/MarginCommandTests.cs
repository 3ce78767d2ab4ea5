using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using RiskCluster.Tests;

namespace RiskCluster.Cli.Tests.Margining;

public sealed class MarginCommandTests : IDisposable
{
    private static readonly string Demo = Path.Combine(SharedData.RepositoryRoot, "deploy", "demo");
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    [Trait("Rule", "MRG-1")]
    [Trait("Rule", "MRG-9")]
    public void Three_venues_of_one_owner_net_to_a_fraction_of_the_sum()
    {
        var owner = Margin().GetProperty("owners")[0];
        owner.GetProperty("owner").GetString().ShouldBe("polaris");
        var sum = Usd(owner, "standalone_sum");
        sum.ShouldBe(Margin().GetProperty("accounts").EnumerateArray().Sum(account => Usd(account, "initial_margin")), 1e-5);
        Usd(owner, "initial_margin").ShouldBeLessThan(0.2 * sum);
        Usd(owner, "netting_benefit").ShouldBe(sum - Usd(owner, "initial_margin"), 1e-5);
        Usd(owner.GetProperty("baselines"), "fixed_percentage").ShouldBe(0.1 * Usd(owner, "gross_notional"), 1e-5);
        owner.GetProperty("worst_scenario").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    [Trait("Rule", "MRG-10")]
    public void Explain_gives_shares_that_add_up_and_every_scenario()
    {
        var owner = Margin("--explain").GetProperty("owners")[0];
        var lots = owner.GetProperty("lots").EnumerateArray().ToList();
        lots.Count.ShouldBe(3);
        var initial = Usd(owner, "initial_margin");
        lots.Sum(lot => lot.GetProperty("initial_margin_share_usd").GetDouble()).ShouldBe(initial, 1e-9 * initial + 1e-6);
        var worst = owner.GetProperty("scenarios").EnumerateArray().Where(scenario => scenario.GetProperty("kind").GetString() != "historical").MinBy(scenario => scenario.GetProperty("pnl_usd").GetDouble());
        worst.GetProperty("name").GetString().ShouldBe(owner.GetProperty("worst_scenario").GetString());
        (-worst.GetProperty("pnl_usd").GetDouble()).ShouldBe(Usd(owner, "stress_loss"), 1e-6);
    }

    [Fact]
    [Trait("Rule", "SCN-1")]
    public void One_changed_number_of_the_model_document_moves_the_margin()
    {
        var document = JsonNode.Parse(File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "src/RiskCluster.Risk/Models/riskcluster-1.json")))!;
        document["grid"]!["vol_up"] = 1.5;
        document["requirement"]!["maintenance_factor"] = 0.5;
        var model = folder.Write("model.json", document.ToJsonString());
        var before = Margin().GetProperty("accounts")[2];
        var after = Margin("--explain", "--model", model).GetProperty("accounts")[2];
        Usd(after, "initial_margin").ShouldBeGreaterThan(1.05 * Usd(before, "initial_margin"), "short puts lose when vol rises");
        var parts = after.GetProperty("waterfall").EnumerateArray().ToDictionary(step => step.GetProperty("name").GetString()!, step => step.GetProperty("usd").GetDouble());
        var extended = parts["scan"] + parts["liquidation_buffer"];
        var unwind = parts["half_spread"] + parts["depth_walk"] + parts["market_impact"] + parts["vega_spread"] + parts["concentration"];
        unwind.ShouldBeGreaterThan(0);
        Usd(after, "initial_margin").ShouldBe(extended + parts["basis"] + parts["roll"] + parts["naked_short"] + parts["perpetual"] + unwind, 6e-6);
        Usd(after, "maintenance_margin").ShouldBe(0.5 * (extended + 0.5 * parts["basis"] + parts["naked_short"] + 0.5 * parts["perpetual"] + 0.5 * unwind), 6e-6);
    }

    [Fact]
    [Trait("Rule", "MRG-4")]
    public void The_least_confidence_of_a_market_file_is_charged_to_options_and_perpetuals()
    {
        var text = File.ReadAllText(Path.Combine(Demo, "market.json"));
        var unsure = folder.Write("unsure.json", text.Replace("\"forward\": \"74250\"", "\"forward\": \"74250\", \"vol_confidence\": 0.5", StringComparison.Ordinal));
        var run = CommandRun.Of("margin", "--portfolio", Path.Combine(Demo, "portfolio.json"), "--market", unsure, "--json", "--explain");
        run.ExitCode.ShouldBe(0, run.Error);
        var account = JsonDocument.Parse(run.Output).RootElement.GetProperty("accounts")[2];
        var chargedUsd = account.GetProperty("waterfall").EnumerateArray().Single(step => step.GetProperty("name").GetString() == "oracle_confidence").GetProperty("usd").GetDouble();
        chargedUsd.ShouldBeGreaterThan(0);
        Usd(account, "initial_margin").ShouldBe(Usd(Margin().GetProperty("accounts")[2], "initial_margin") + chargedUsd, 3e-6);
    }

    [Fact]
    public void The_table_says_what_the_json_says()
    {
        var owner = Margin().GetProperty("owners")[0];
        var run = CommandRun.Of("margin", "--portfolio", Path.Combine(Demo, "portfolio.json"), "--market", Path.Combine(Demo, "market.json"), "--explain");
        run.ExitCode.ShouldBe(0, run.Error);
        run.Output.ShouldContain(Usd(owner, "initial_margin").ToString("#,##0", CultureInfo.InvariantCulture));
        run.Output.ShouldContain("polaris: why");
    }

    [Theory]
    [InlineData("{", "$", "")]
    [InlineData("""{"accounts": []}""", "$.accounts: at least one account is needed")]
    [InlineData("""{"accounts": [{"venue": "v", "account": "a", "cash_usd": "0", "positions": [], "colour": 1}]}""", "$.accounts[0].colour")]
    [InlineData("""{"accounts": [{"venue": "v", "account": "a", "positions": []}]}""", "cash_usd")]
    [InlineData("""{"accounts": [{"venue": "", "account": "a", "cash_usd": 0, "positions": []}]}""", "$.accounts[0].venue: must not be empty")]
    [InlineData("""{"accounts": [{"venue": "v", "account": "a", "owner": "x/y", "cash_usd": 0, "positions": []}]}""", "$.accounts[0].owner: must be a name without '/'")]
    [InlineData("""{"accounts": [{"venue": "v", "account": "a", "cash_usd": "NaN", "positions": []}]}""", "$.accounts[0].cash_usd")]
    [InlineData("""{"accounts": [{"venue": "v", "account": "a", "cash_usd": "1e999", "positions": []}]}""", "$.accounts[0].cash_usd")]
    [InlineData("""{"accounts": [{"venue": "v", "account": "a", "cash_usd": 0, "positions": [{"instrument": "BTC-27MAR26-1-X", "size": 1}]}]}""", "$.accounts[0].positions[0].instrument", "neither C nor P")]
    [InlineData("""{"accounts": [{"venue": "v", "account": "a", "cash_usd": 0, "positions": [{"instrument": "BTC-PERPETUAL", "size": 1, "average_price": -5}]}]}""", "positions[0].average_price: must be a positive number")]
    [InlineData("""{"accounts": [{"venue": "v", "account": "a", "cash_usd": 0, "positions": [{"instrument": "BTC-1FEB26-70000-C", "size": 1}]}]}""", "BTC-1FEB26-70000-C", "expired")]
    [InlineData("""{"accounts": [{"venue": "v", "account": "a", "cash_usd": 0, "positions": [{"instrument": "SOL-PERPETUAL", "size": 1}]}]}""", "SOL-PERPETUAL", "cannot be priced")]
    [InlineData("""{"accounts": [{"venue": "v", "account": "a", "cash_usd": 0, "positions": []}, {"venue": "v", "account": "a", "cash_usd": 0, "positions": []}]}""", "$.accounts[1]: account v/a comes twice")]
    public void A_bad_portfolio_is_refused_in_one_line(string json, params string[] parts)
    {
        var file = folder.Write("portfolio.json", json);
        CommandRun.Of("margin", "--portfolio", file, "--market", Path.Combine(Demo, "market.json"), "--json").ShouldBeRefusedWith([file, .. parts]);
    }

    [Theory]
    [InlineData("\"index_price\": \"74072\"", "\"index_price\": \"-1\"", "$.underlyings[0].index_price: must be a positive number")]
    [InlineData("\"format\": \"riskcluster.market/1\"", "\"format\": \"riskcluster.market/9\"", "$.format: must be \"riskcluster.market/1\"")]
    [InlineData("\"funding_rate_8h\": \"0.00005\"", "\"funding_rate_8h\": \"5\"", "$.underlyings[0].funding_rate_8h: must be a fraction")]
    [InlineData("\"expiry\": \"27FEB26\"", "\"expiry\": \"27FEB25\"", "27FEB25 has expired")]
    [InlineData("\"expiry\": \"27FEB26\"", "\"expiry\": \"27MAR26\"", "$.underlyings[0].expiries: 27MAR26 comes twice")]
    [InlineData("\"forward\": \"74250\"", "\"forward\": \"74250\", \"rate_confidence\": 1.5", "$.underlyings[0].expiries[0].rate_confidence")]
    [InlineData("\"sigma\": 0.14", "\"sigma\": 0", "$.underlyings[0].expiries[0].svi.sigma: must be positive")]
    [InlineData("\"rho\": -0.28", "\"rho\": -1.28", "$.underlyings[0].expiries[0].svi.rho: must be within [-1, 1]")]
    [InlineData("\"a\": 0.0042", "\"a\": -0.42", "total variance is negative")]
    [InlineData("\"b\": 0.058", "\"bb\": 0.058", "expiries[0].svi.bb")]
    [InlineData("\"forward\": \"74250\"", "\"forward\": \"0\"", "expiries[0].forward: must be a positive number")]
    [InlineData("\"underlying\": \"BTC\"", "\"underlying\": \"DOGE\"", "DOGE", "has no closes of it")]
    public void A_bad_market_is_refused_in_one_line(string from, string to, params string[] parts)
    {
        var text = File.ReadAllText(Path.Combine(Demo, "market.json"));
        text.ShouldContain(from);
        var file = folder.Write("market.json", text.Replace(from, to, StringComparison.Ordinal));
        CommandRun.Of("margin", "--portfolio", Path.Combine(Demo, "portfolio.json"), "--market", file).ShouldBeRefusedWith([file, .. parts]);
    }

    [Fact]
    public void A_missing_file_a_bad_model_and_a_bad_command_line_are_refused()
    {
        var portfolio = Path.Combine(Demo, "portfolio.json");
        var market = Path.Combine(Demo, "market.json");
        CommandRun.Of("margin", "--portfolio", "nowhere.json", "--market", market).ShouldBeRefusedWith("nowhere.json: no such file");
        CommandRun.Of("margin", "--portfolio", portfolio, "--market", market, "--model", "nobody").ShouldBeRefusedWith("nobody: neither a file nor a model");
        var model = folder.Write("model.json", File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "src/RiskCluster.Risk/Models/riskcluster-1.json")).Replace("\"vol_up\": 0.5", "\"vol_up\": 50", StringComparison.Ordinal));
        CommandRun.Of("margin", "--portfolio", portfolio, "--market", market, "--model", model).ShouldBeRefusedWith(model, "$.grid.vol_up");
        CommandRun.Of("margin", "--portfolio", portfolio).ShouldBeRefusedWith("--market");
        CommandRun.Of("margins").ExitCode.ShouldBe(CommandLine.BadInput);
    }

    private JsonElement Margin(params string[] more)
    {
        var run = CommandRun.Of(["margin", "--portfolio", Path.Combine(Demo, "portfolio.json"), "--market", Path.Combine(Demo, "market.json"), "--json", .. more]);
        run.ExitCode.ShouldBe(0, run.Error);
        return JsonDocument.Parse(run.Output).RootElement;
    }

    private static double Usd(JsonElement element, string name) => double.Parse(element.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
}
