using System.Text;
using RiskCluster.Cli.Data;

namespace RiskCluster.Cli.Tests.Data;

public sealed class DataCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    [Trait("Rule", "MKT-1")]
    public void Import_writes_a_sample_for_each_chain_and_a_line_about_it()
    {
        var (code, output, error) = Run("data", "import", Good("a.csv"), "--out", folder.File("out"));
        (code, error).ShouldBe((0, ""));
        output.ShouldStartWith("20260205T080000Z.chain.json.gz: 2 options, 1 expiries, median fit error");
        var written = Directory.GetFiles(folder.File("out")).ShouldHaveSingleItem();
        ChainSampleTests.ShouldBeSame(ChainSample.Read(written), ChainCsv.Parse("", ChainCsvTests.GoodCsv));
    }

    [Fact]
    [Trait("Rule", "MKT-1")]
    public void One_bad_file_among_good_ones_and_nothing_is_written()
    {
        var bad = folder.Write("bad.csv", Encoding.UTF8.GetBytes(ChainCsvTests.GoodCsv.Replace("0.0737", "NaN", StringComparison.Ordinal)));
        var (code, output, error) = Run("data", "import", Good("a.csv"), bad, "--out", folder.File("out"));
        (code, output).ShouldBe((CommandLine.BadInput, ""));
        error.TrimEnd().ShouldBe($"{bad}: row 2: mark_price: 'NaN' is no finite number");
        Directory.Exists(folder.File("out")).ShouldBeFalse();
    }

    [Fact]
    [Trait("Rule", "MKT-1")]
    public void Two_chains_of_one_instant_do_not_overwrite_each_other()
    {
        var (code, _, error) = Run("data", "import", Good("a.csv"), Good("b.csv"), "--out", folder.File("out"));
        code.ShouldBe(CommandLine.BadInput);
        error.ShouldContain("b.csv: is of the same instant as");
        Directory.Exists(folder.File("out")).ShouldBeFalse();
    }

    [Fact]
    [Trait("Rule", "MKT-1")]
    public void A_folder_that_cannot_be_written_is_bad_input()
    {
        var file = Good("a.csv");
        var (code, _, error) = Run("data", "import", file, "--out", file);
        code.ShouldBe(CommandLine.BadInput);
        error.TrimEnd().ShouldBe($"{Path.Combine(file, "20260205T080000Z.chain.json.gz")}: cannot be written");
    }

    [Fact]
    [Trait("Rule", "MKT-1")]
    public void Show_prints_the_same_table_for_a_csv_and_for_its_sample()
    {
        Run("data", "import", Good("a.csv"), "--out", folder.File("out")).Code.ShouldBe(0);
        var csv = Run("data", "show", folder.File("a.csv"));
        var sample = Run("data", "show", Directory.GetFiles(folder.File("out"))[0]);
        csv.Code.ShouldBe(0);
        sample.ShouldBe(csv);
        csv.Output.ShouldContain("27MAR26");
        csv.Output.ShouldContain("1 refused");
    }

    private string Good(string name) => folder.Write(name, Encoding.UTF8.GetBytes(ChainCsvTests.GoodCsv));

    private static (int Code, string Output, string Error) Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = CommandLine.Run(args, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
