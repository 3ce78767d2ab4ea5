using System.CommandLine;
using RiskCluster.Cli.Data;
using RiskCluster.Cli.Input;
using RiskCluster.Tests;

namespace RiskCluster.Cli.Tests.Data;

public sealed class HistoryImportTests : IDisposable
{
    private const string Closes = "date,symbol,base,close\n2020-01-01,A/USD,AAA,10\n2020-01-01,B/USD,BBB,20.5\n2020-01-02,A/USD,AAA,11\n2020-01-02,B/USD,BBB,21.5\n";
    private const string VolIndex = "ts_ms,date,value\n1577836800000,2020-01-01,56.76\n1577923200000,2020-01-03,60\n";
    private readonly TemporaryFolder folder = new();

    public static string Shipped { get; } = Path.Combine(SharedData.RepositoryRoot, "deploy", "demo", "history", "daily.history.json.gz");

    [Fact]
    public void An_import_is_read_back_as_it_was()
    {
        var output = folder.File("out.json.gz");
        Run(folder.Write("c.csv", Closes), "AAA,BBB", output, folder.Write("v.csv", VolIndex)).ShouldBe(0);

        var history = HistoryFile.Read(output);
        history.FirstDay.ShouldBe(new DateOnly(2020, 1, 1));
        history.Underlyings.ShouldBe(["AAA", "BBB"]);
        history.Closes("AAA").ShouldBe([10, 11]);
        history.Closes("BBB").ShouldBe([20.5, 21.5]);
        history.VolIndex("AAA").ShouldNotBeNull().ShouldBe([0.5676, double.NaN]);
        history.VolIndex("BBB").ShouldBeNull();
        Directory.GetFiles(folder.Path, "*.tmp").ShouldBeEmpty();
    }

    [Fact]
    public void The_same_history_gives_the_same_bytes()
    {
        var closes = folder.Write("c.csv", Closes);
        Run(closes, "AAA,BBB", folder.File("1")).ShouldBe(0);
        Run(closes, "BBB,AAA", folder.File("2")).ShouldBe(0);
        File.ReadAllBytes(folder.File("2")).ShouldBe(File.ReadAllBytes(folder.File("1")));
    }

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData("date,base,close\n", "there is a header but no row")]
    [InlineData("date,base,open\n2020-01-01,AAA,1\n", "row 1: column close is missing")]
    [InlineData("date,base,close\n2020-01-01,AAA\n", "row 2: 2 cells under 3 columns")]
    [InlineData("date,base,close\n2020-01-01,AAA,NaN\n", "row 2: close: 'NaN' is no finite number")]
    [InlineData("date,base,close\n2020-01-01,AAA,-5\n", "row 2: close: -5 is not above 0")]
    [InlineData("date,base,close\n2020-01-01,AAA,1e999\n", "row 2: close: '1e999' is no finite number")]
    [InlineData("date,base,close\n2020-01-01,AAA,5\n01.02.2020,AAA,5\n", "row 3: date: '01.02.2020' is not a calendar day such as 2020-01-01")]
    [InlineData("date,base,close\n2020-01-01,AAA,5\n2020-01-01,AAA,6\n", "row 3: date: 2020-01-01 appears twice")]
    [InlineData("date,base,close\n2020-01-01,AAA,5\n2020-01-03,AAA,6\n", "row 3: date: the day 2020-01-02 of AAA is missing before it")]
    [InlineData("date,base,close\n2020-01-01,BBB,5\n", "base: no row is of AAA")]
    public void A_bad_file_of_closes_names_row_and_rule_and_writes_nothing(string text, string rule)
    {
        var closes = folder.Write("c.csv", text);
        Should.Throw<InputException>(() => Run(closes, "AAA", folder.File("out"))).Message.ShouldBe($"{closes}: {rule}");
        Directory.GetFiles(folder.Path).ShouldBe([closes]);
    }

    [Theory]
    [InlineData("date,value\n2020-01-01,0.5676\n", "row 2: value: must be a volatility in percent, within [1, 1000]")]
    [InlineData("date,value\n2020-01-01,\n", "row 2: value: is empty")]
    [InlineData("date,dvol\n2020-01-01,50\n", "row 1: column value is missing")]
    public void A_bad_vol_index_names_row_and_rule(string text, string rule)
    {
        var volIndex = folder.Write("v.csv", text);
        Should.Throw<InputException>(() => Run(folder.Write("c.csv", Closes), "AAA", folder.File("out"), volIndex)).Message.ShouldBe($"{volIndex}: {rule}");
        File.Exists(folder.File("out")).ShouldBeFalse();
    }

    [Fact]
    public void Coins_over_different_days_are_refused()
    {
        var closes = folder.Write("c.csv", "date,base,close\n2020-01-01,AAA,5\n2020-01-02,AAA,5\n2020-01-02,BBB,6\n");
        Should.Throw<InputException>(() => Run(closes, "AAA,BBB", folder.File("out"))).Message.ShouldBe($"{closes}: date: BBB covers other days than AAA");
    }

    [Fact]
    public void A_file_that_is_not_there_or_damaged_or_a_place_that_cannot_be_written_is_said_so()
    {
        Should.Throw<InputException>(() => Run(folder.File("none.csv"), "AAA", folder.File("out"))).Message.ShouldContain("no such file");
        Should.Throw<InputException>(() => Run(folder.Write("c.csv.gz", [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0xFF, 0xFF, 0xFF, 0xFF]), "AAA", folder.File("out"))).Message.ShouldContain("gzip data is damaged");
        Should.Throw<InputException>(() => Run(folder.Write("c.csv", Closes), "AAA", folder.File("c.csv/out"))).Message.ShouldContain("cannot be written");
    }

    [SharedDataFact]
    public void The_shipped_history_is_an_import_of_the_real_data()
    {
        var imported = HistoryImport.Import(
            Path.Combine(SharedData.Folder, "history", "daily_15_assets_2020_2025.csv.gz"), ["BTC", "ETH"],
            Path.Combine(SharedData.Folder, "history", "btc_dvol_daily_2022_2025.csv.gz"), "BTC");
        var shipped = HistoryFile.Read(Shipped);
        shipped.FirstDay.ShouldBe(imported.FirstDay);
        shipped.DayCount.ShouldBe(2125);
        shipped.Closes("BTC").ShouldBe(imported.Closes("BTC"));
        shipped.Closes("ETH").ShouldBe(imported.Closes("ETH"));
        shipped.VolIndex("BTC").ShouldNotBeNull().ShouldBe(imported.VolIndex("BTC")!.Value);
    }

    public void Dispose() => folder.Dispose();

    private static int Run(string closes, string underlyings, string output, string? volIndex = null)
    {
        var root = new RootCommand();
        root.Subcommands.Add(HistoryImport.CreateCommand());
        string[] args = ["import-history", closes, "--underlyings", underlyings, "--out", output];
        return root.Parse(volIndex is null ? args : [.. args, "--dvol", volIndex])
            .Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = TextWriter.Null });
    }
}
