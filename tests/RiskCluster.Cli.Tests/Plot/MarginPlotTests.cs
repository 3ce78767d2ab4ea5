using System.Globalization;
using System.Xml.Linq;
using RiskCluster.Cli.Plot;
using RiskCluster.Cli.Tests.Margining;

namespace RiskCluster.Cli.Tests.Plot;

public sealed class MarginPlotTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("riskcluster-plot").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    [Trait("Rule", "MRG-9")]
    public void The_picture_is_valid_xml_whose_labels_do_not_overlap_or_leave_it()
    {
        var svg = Draw(DemoFiles.Portfolio);
        var width = double.Parse(svg.Root!.Attribute("width")!.Value, CultureInfo.InvariantCulture);
        var height = double.Parse(svg.Root.Attribute("height")!.Value, CultureInfo.InvariantCulture);
        var boxes = Labels(svg).Where(label => label.Attribute("transform") is null).Select(label => (label.Value, Box: BoxOf(label))).ToList();
        boxes.Count.ShouldBeGreaterThan(150);
        foreach (var (text, box) in boxes) (box.Left >= 0 && box.Right <= width && box.Top >= 0 && box.Bottom <= height).ShouldBeTrue(text);
        for (var i = 0; i < boxes.Count; i++)
            for (var j = i + 1; j < boxes.Count; j++)
                Overlap(boxes[i].Box, boxes[j].Box).ShouldBeFalse($"'{boxes[i].Value}' and '{boxes[j].Value}'");
    }

    [Fact]
    [Trait("Rule", "MRG-9")]
    [Trait("Rule", "MRG-11")]
    public void The_picture_shows_the_figures_of_the_answer()
    {
        var texts = Labels(Draw(DemoFiles.Portfolio)).Select(label => label.Value).ToList();
        var owner = DemoFiles.Json("margin").Items("owners").Single();
        foreach (var name in new[] { "initial_margin", "maintenance_margin", "stress_loss", "expected_shortfall", "standalone_sum" }) texts.ShouldContain(PlotNumbers.Usd(owner.Usd(name)), name);
        texts.ShouldContain(PlotNumbers.Usd(-owner.Usd("netting_benefit")));
        var change = Path.Combine(folder, "change.json");
        File.WriteAllText(change, """{"owner": "polaris", "overrides": [{"underlying": "BTC", "spot_shift": -0.3, "vol_shift": 0.6}]}""");
        // The picture shows profit and loss at the marks, before any of it is cut.
        var corner = DemoFiles.Json("simulate", "--change", change, "--set", "collateral.unrealised_profit.haircut=0");
        texts.ShouldContain(PlotNumbers.Usd(corner.Usd("post_equity") - corner.Usd("pre_equity")));
    }

    [Fact]
    public void Several_owners_need_a_name_and_a_bad_file_is_refused()
    {
        var portfolio = Path.Combine(folder, "two.json");
        File.WriteAllText(portfolio, """{"accounts": [{"venue": "v", "account": "<a&b>", "cash_usd": 0, "positions": []}, {"venue": "v", "account": "c", "owner": "o", "cash_usd": 5, "positions": []}]}""");
        var file = Path.Combine(folder, "x.svg");
        CommandRun.Of("margin", "--portfolio", portfolio, "--market", DemoFiles.Market, "--plot", file).ShouldBeRefusedWith("--plot", "2 owners: name one with --owner");
        Labels(Draw(portfolio, "--owner", "v/<a&b>")).Select(label => label.Value).ShouldContain("Margin of v/<a&b>");
        DemoFiles.Run("margin", "--plot", Path.Combine(portfolio, "x.svg")).ShouldBeRefusedWith("cannot be written");
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(-0.4, "0")]
    [InlineData(999.4, "999")]
    [InlineData(999.6, "1.00k")]
    [InlineData(-9_994, "-9.99k")]
    [InlineData(9_996, "10.0k")]
    [InlineData(99_960, "100k")]
    [InlineData(999_600, "1.00M")]
    [InlineData(2.5e9, "2.50bn")]
    public void Numbers_are_short(double usd, string text) => PlotNumbers.Usd(usd).ShouldBe(text);

    private XDocument Draw(string portfolio, params string[] more)
    {
        var file = Path.Combine(folder, "plot.svg");
        var run = CommandRun.Of(["margin", "--portfolio", portfolio, "--market", DemoFiles.Market, "--plot", file, .. more]);
        run.ExitCode.ShouldBe(0, run.Error);
        return XDocument.Load(file);
    }

    private static IEnumerable<XElement> Labels(XDocument svg) => svg.Descendants().Where(element => element.Name.LocalName == "text");

    /// <summary>Where a label stands, in a face whose characters are at most 0.68 of their height wide on average.</summary>
    private static (double Left, double Top, double Right, double Bottom) BoxOf(XElement label)
    {
        double Number(string name) => double.Parse(label.Attribute(name)!.Value, CultureInfo.InvariantCulture);
        var width = 0.68 * Number("font-size") * label.Value.Length;
        var left = Number("x") - (label.Attribute("text-anchor")!.Value switch { "end" => width, "middle" => width / 2, _ => 0 });
        return (left, Number("y") - 0.8 * Number("font-size"), left + width, Number("y") + 0.25 * Number("font-size"));
    }

    private static bool Overlap((double Left, double Top, double Right, double Bottom) a, (double Left, double Top, double Right, double Bottom) b) =>
        a.Left < b.Right && b.Left < a.Right && a.Top < b.Bottom && b.Top < a.Bottom;
}
