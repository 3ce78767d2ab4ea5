using System.Text.Json;
using RiskCluster.Tests;

namespace RiskCluster.Cli.Tests.Language;

public sealed class LanguageCommandTests : IDisposable
{
    private const string Market = """
        { "format": "riskcluster.market/1", "as_of_ms": 1770220800000, "underlyings": [
            { "underlying": "BTC", "index_price": 74072, "expiries": [ { "expiry": "27MAR26", "forward": 74560, "svi": { "a": 0.0155, "b": 0.086, "rho": -0.25, "m": 0.02, "sigma": 0.22 } } ] },
            { "underlying": "ETH", "index_price": 2200, "expiries": [] } ] }
        """;

    private const string Portfolio = """
        { "accounts": [
            { "venue": "atlas", "account": "1", "owner": "polaris", "cash_usd": 10000, "positions": [ { "instrument": "BTC-27MAR26-78000-C", "size": -3 } ] },
            { "venue": "borea", "account": "1", "owner": "polaris", "cash_usd": 0, "positions": [ { "instrument": "BTC_USDC-PERPETUAL", "size": 2 }, { "instrument": "ETH-PERPETUAL", "size": 50000 } ] } ] }
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("riskcluster-language").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    [Trait("Rule", "MRG-1")]
    public void Accounts_of_one_owner_are_netted()
    {
        var answer = Margin("derive-pm2");
        var standalone = answer.GetProperty("accounts").EnumerateArray().Sum(account => account.GetProperty("initial_margin").GetDouble());
        var owner = answer.GetProperty("owners")[0];
        owner.GetProperty("owner").GetString().ShouldBe("polaris");
        owner.GetProperty("initial_margin").GetDouble().ShouldBeLessThan(standalone);
        owner.GetProperty("worst_scenario").GetString()!.ShouldContain("BTC: ");
    }

    [Fact]
    public void A_model_that_counts_in_coin_has_an_entry_for_each_coin() =>
        Margin("deribit-pm").GetProperty("accounts").EnumerateArray().Select(account => account.GetProperty("unit").GetString()).ShouldBe(["BTC", "BTC", "ETH"]);

    [Fact]
    [Trait("Rule", "MRG-9")]
    public void One_portfolio_under_every_model()
    {
        var history = Path.Combine(SharedData.RepositoryRoot, "deploy/demo/history/daily.history.json.gz");
        var run = CommandRun.Of(
            "margin", "--compare", "all", "--portfolio", Write("p.json", Portfolio), "--market", Write("m.json", Market), "--json", "--history", history);
        run.ExitCode.ShouldBe(0, run.Error);
        using var rows = JsonDocument.Parse(run.Output);
        var byModel = rows.RootElement.EnumerateArray().ToLookup(row => row.GetProperty("model").GetString());
        byModel.Select(group => group.Key).ShouldBe(
            ["delta-based", "deribit-pm", "derive-pm2", "derive-standard", "fixed-percentage", "paradex-pm", "riskcluster-1", "span"], ignoreOrder: true);
        foreach (var row in byModel.SelectMany(group => group))
        {
            row.GetProperty("unavailable").ValueKind.ShouldBe(JsonValueKind.Null);
            row.GetProperty("initial_margin").GetDouble().ShouldBeGreaterThanOrEqualTo(row.GetProperty("maintenance_margin").GetDouble());
        }
    }

    [Fact]
    public void A_parameter_can_be_set_on_the_command_line_and_is_checked_like_the_document()
    {
        Initial(Margin("fixed-percentage", "--set", "components.notional.initial=0.2")).ShouldBe(2 * Initial(Margin("fixed-percentage")), 1e-6);
        Run("fixed-percentage", Market, "--set", "components.notional.initial=2").ShouldBeRefusedWith("$.components.notional.initial: must be within [0, 1]");
        Run("fixed-percentage", Market, "--set", "components.notion.initial=1").ShouldBeRefusedWith("$.components.notion.initial: is no place in the model document");
        Run("fixed-percentage", Market, "--set", "components.notional.initial").ShouldBeRefusedWith("--set", "must be PATH=VALUE");
        Run("fixed-percentage", Market, "--set", "components.notional.initial=x").ShouldBeRefusedWith("--set", "the value must be JSON");
    }

    [Theory]
    [InlineData("\"index_price\": 74072", "\"index_price\": 74072, \"index_confidence\": 1.1", "$.underlyings[0].index_confidence: must be within [0, 1]")]
    [InlineData("\"forward\": 74560", "\"forward\": 74560, \"fixed_forward\": 80000", "$.underlyings[0].expiries[0].fixed_forward: must be within [0, forward]")]
    [InlineData("\"forward\": 74560", "\"forward\": 74560, \"seconds_to_expiry\": -1", "$.underlyings[0].expiries[0].seconds_to_expiry: must be 0 to 100 years away")]
    [InlineData("\"forward\": 74560", "\"forward\": 74560, \"vols\": [ { \"strike\": 78000, \"vol\": -1 } ]", "$.underlyings[0].expiries[0].vols[0].vol: must be an annual volatility within [0, 100]")]
    [InlineData("\"forward\": 74560", "\"forward\": 74560, \"colour\": 1", "colour")]
    [InlineData("\"sigma\": 0.22", "\"sigma\": 0.22, \"forward\": 0", "$.underlyings[0].expiries[0].svi.forward: must be a positive number")]
    [InlineData("\"as_of_ms\": 1770220800000", "\"as_of_ms\": 1770220800000, \"stable_price\": 0", "$.stable_price: must be a positive number")]
    public void A_bad_market_is_refused_with_the_path(string good, string bad, string message) =>
        Run("derive-pm2", Market.Replace(good, bad, StringComparison.Ordinal)).ShouldBeRefusedWith(message);

    [Theory]
    [Trait("Rule", "INS-1")]
    [InlineData("derive-pm2")]
    [InlineData("span")]
    [InlineData("paradex-pm")]
    public void What_has_expired_is_settled_and_no_scenario_moves_it(string model)
    {
        // 1 April: the call of 27 March is in the money by 560 and its three are owed; the perpetual is left out.
        var market = Market.Replace("1770220800000", "1775001600000", StringComparison.Ordinal);
        var portfolio = Portfolio.Replace("BTC-27MAR26-78000-C", "BTC_USDC-27MAR26-74000-C", StringComparison.Ordinal);
        var run = CommandRun.Of("margin", "--model", model, "--portfolio", Write("p.json", portfolio), "--market", Write("m.json", market), "--json");
        run.ExitCode.ShouldBe(0, run.Error);
        var account = JsonDocument.Parse(run.Output).RootElement.GetProperty("accounts")[0];
        account.GetProperty("mark_value").GetDouble().ShouldBe(10_000 - 3 * 560, 1e-9);
        foreach (var scenario in account.GetProperty("scenarios").EnumerateArray()) scenario.GetProperty("pnl").GetDouble().ShouldBe(0, 1e-9);
    }

    [Fact]
    public void A_position_that_the_market_cannot_price_is_told_by_name() =>
        Run("derive-pm2", Market.Replace("27MAR26", "26JUN26", StringComparison.Ordinal)).ShouldBeRefusedWith("BTC-27MAR26", "the market has no such expiry");

    [Fact]
    public void Model_documents_can_be_listed_shown_checked_and_described()
    {
        CommandRun.Of("model", "list").Output.ShouldContain("derive-pm2");
        CommandRun.Of("model", "show", "span").Output.ShouldContain("\"span-scenarios\"");
        CommandRun.Of("model", "check", "riskcluster-1").Output.ShouldStartWith("riskcluster-1 1.1.0 ");
        CommandRun.Of("model", "schema").Output.ShouldContain("https://json-schema.org/draft/2020-12/schema");
        CommandRun.Of("model", "check", "derive-pm9").ShouldBeRefusedWith("neither a file nor a model");
        CommandRun.Of("model", "check", Write("mine.json", """{ "extends": "span", "name": "mine", "components": { "scenarios": { "vol_range": 9 } } }"""))
            .ShouldBeRefusedWith("mine.json", "$.components.scenarios.vol_range: must be within [0, 5]");
    }

    private static double Initial(JsonElement answer) => answer.GetProperty("accounts")[1].GetProperty("initial_margin").GetDouble();

    private JsonElement Margin(string model, params string[] more)
    {
        var run = Run(model, Market, ["--json", .. more]);
        run.ExitCode.ShouldBe(0, run.Error);
        return JsonDocument.Parse(run.Output).RootElement;
    }

    private CommandRun Run(string model, string market, params string[] more) =>
        CommandRun.Of(["margin", "--model", model, "--portfolio", Write("p.json", Portfolio), "--market", Write("m.json", market), .. more]);

    private string Write(string name, string text)
    {
        var file = Path.Combine(folder, name);
        File.WriteAllText(file, text);
        return file;
    }
}
