using System.Text.RegularExpressions;

namespace RiskCluster.Operations.Tests;

/// <summary>Dashboards are what their source says, and whoever opens one is told what he sees.</summary>
public sealed partial class DashboardTests
{
    private const int Count = 8;
    private static readonly string[] Variables = ["datasource", "job", "instance", "underlying"];

    [ToolFact("npm")]
    public async Task Dashboards_and_rules_are_as_their_source_makes_them()
    {
        if (!Directory.Exists(Path.Combine(Shipped.Grafana, "node_modules", "typescript")))
        {
            var (installed, said) = await Tools.Run(Tools.Npm!, Shipped.Grafana, "", "ci", "--no-audit", "--no-fund");
            installed.ShouldBe(0, said);
        }

        var (code, output) = await Tools.Run(Tools.Npm!, Shipped.Grafana, "", "run", "--silent", "check");
        code.ShouldBe(0, output);
    }

    [Fact]
    public void There_are_eight_and_all_can_be_turned_to_a_process()
    {
        var boards = Shipped.Dashboards();
        boards.Count.ShouldBe(Count);
        boards.Select(board => board.GetProperty("uid").GetString()).Distinct().Count().ShouldBe(Count);
        foreach (var board in boards)
            board.GetProperty("templating").GetProperty("list").EnumerateArray().Select(item => item.GetProperty("name").GetString()).ShouldBe(Variables);
    }

    [Fact]
    public void Every_panel_says_what_it_shows_and_in_which_unit()
    {
        foreach (var board in Shipped.Dashboards())
        {
            var panels = Shipped.Panels(board).ToList();
            panels.Count.ShouldBeGreaterThanOrEqualTo(5);
            panels.Select(panel => panel.GetProperty("title").GetString()).Distinct().Count().ShouldBe(panels.Count);
            foreach (var panel in panels)
            {
                var title = panel.GetProperty("title").GetString();
                panel.GetProperty("description").GetString()!.Length.ShouldBeGreaterThan(15, title);
                panel.GetProperty("fieldConfig").GetProperty("defaults").GetProperty("unit").GetString().ShouldNotBeNullOrEmpty(title);
                panel.GetProperty("datasource").GetProperty("uid").GetString().ShouldBe("${datasource}", title);
            }
        }
    }

    [Fact]
    public void Queries_follow_the_variables_and_the_interval_and_speak_of_series_that_there_are()
    {
        foreach (var query in Shipped.Dashboards().SelectMany(Shipped.Panels).SelectMany(Shipped.Queries))
        {
            foreach (Match range in Range().Matches(query)) range.Value.ShouldBe("[$__rate_interval]", query);
            foreach (var series in Shipped.Series(query))
            {
                query.ShouldContain($"{series}{{job=~\"$job\",instance=~\"$instance\"");
                if (!series.StartsWith("orleans_", StringComparison.Ordinal)) MetricTable.Holds(series).ShouldBeTrue(series);
            }
        }
    }

    [GeneratedRegex(@"\[[^\]]*\]")]
    private static partial Regex Range();
}
