using System.CommandLine;
using System.Text.Json;
using RiskCluster.Cli.Backtest;
using RiskCluster.Cli.Input;
using RiskCluster.Cli.Tests.Data;

namespace RiskCluster.Cli.Tests.Backtest;

public sealed class BacktestCommandTests
{
    [Fact]
    public void The_table_names_every_book_and_says_the_assumptions()
    {
        var text = Run("--from", "2020-03-10", "--to", "2020-03-14", "--random-books", "1");
        text.ShouldContain("days 2020-03-10 to 2020-03-14");
        text.ShouldContain("BTC short strangle +-10 %, hedged");
        text.ShouldContain("random book 1");
        text.ShouldContain("One flat vol for all strikes and maturities");
    }

    [Fact]
    public void JSON_carries_the_same_figures()
    {
        using var json = JsonDocument.Parse(Run("--from", "2020-03-12", "--to", "2020-03-12", "--random-books", "0", "--json"));
        var rows = json.RootElement.GetProperty("rows");
        rows.GetArrayLength().ShouldBe(4 * 4);
        rows[0].GetProperty("coverage").GetProperty("exceedances").GetInt32().ShouldBe(1);
        rows[0].GetProperty("worst_day").GetString().ShouldBe("2020-03-12");
    }

    [Theory]
    [InlineData("--from: must be within 2020-03-02 and 2025-10-25", "--from", "2020-01-05")]
    [InlineData("--from: '12.3.2020' is not a calendar day such as 2020-03-12", "--from", "12.3.2020")]
    [InlineData("--to: must be within the first day and 2025-10-25", "--to", "2025-10-26")]
    [InlineData("--random-books: must be within [0, 100]", "--random-books", "-1")]
    public void A_bad_option_is_told_in_one_line(string message, params string[] args) => Should.Throw<InputException>(() => Run(args)).Message.ShouldBe(message);

    [Fact]
    public void A_bad_model_names_file_place_and_rule()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("m.json", "{\"name\":\"x\",\"version\":\"0\"}");
        Should.Throw<InputException>(() => Run("--model", path)).Message.ShouldBe($"{path}: $.version: must be a semantic version such as 1.0.0");
    }

    private static string Run(params string[] args)
    {
        var output = new StringWriter();
        var root = new RootCommand();
        root.Subcommands.Add(BacktestCommand.Create());
        root.Parse(["backtest", "--history", HistoryImportTests.Shipped, .. args]).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = output });
        return output.ToString();
    }
}
