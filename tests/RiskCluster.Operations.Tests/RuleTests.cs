namespace RiskCluster.Operations.Tests;

/// <summary>Rules are well formed, every alert fires and resolves, and has its runbook.</summary>
public sealed class RuleTests
{
    private static readonly string[] Chapters = ["## Meaning", "## First look", "## Commands", "## Whom to wake"];

    [ToolFact("promtool")]
    public async Task Rules_are_well_formed()
    {
        var (code, output) = await Tools.Run(Tools.Promtool!, Shipped.Prometheus, "", "check", "rules", "rules/alerts.yaml", "rules/recording.yaml");
        code.ShouldBe(0, output);
    }

    [ToolFact("promtool")]
    public async Task Every_alert_fires_and_resolves()
    {
        var (code, output) = await Tools.Run(Tools.Promtool!, Shipped.Prometheus, "", "test", "rules", "tests/recording.yaml", "tests/alerts.yaml", "tests/quiet.yaml");
        code.ShouldBe(0, output);
    }

    [Fact]
    public void Every_alert_is_tested_to_fire()
    {
        var tests = File.ReadAllText(Path.Combine(Shipped.Prometheus, "tests", "alerts.yaml"));
        var quiet = File.ReadAllText(Path.Combine(Shipped.Prometheus, "tests", "quiet.yaml"));
        Shipped.Alerts.Count.ShouldBeGreaterThan(20);
        foreach (var alert in Shipped.Alerts)
        {
            tests.ShouldContain($"alertname: {alert}\n");
            quiet.ShouldContain($"alertname: {alert}\n");
        }
    }

    [Fact]
    public void Every_alert_has_its_runbook_and_every_runbook_its_alert()
    {
        Directory.EnumerateFiles(Shipped.Runbooks, "RiskCluster*.md").Select(Path.GetFileNameWithoutExtension).ShouldBe(Shipped.Alerts, ignoreOrder: true);
        foreach (var rule in Shipped.Rules.Where(rule => rule.Alert is not null))
        {
            rule.Annotations["runbook_url"].ShouldBe($"deploy/runbooks/{rule.Alert}.md");
            rule.Annotations["summary"].ShouldNotBeNullOrWhiteSpace();
            rule.Labels["severity"].ShouldBeOneOf("page", "ticket");
        }
    }

    [Fact]
    public void Every_runbook_tells_what_to_do()
    {
        foreach (var alert in Shipped.Alerts)
        {
            var text = File.ReadAllText(Path.Combine(Shipped.Runbooks, $"{alert}.md"));
            text.ShouldStartWith($"# {alert}\n");
            foreach (var chapter in Chapters) text.ShouldContain($"\n{chapter}\n", customMessage: alert);
        }
    }

    [Fact]
    public void Rules_speak_of_series_that_there_are()
    {
        Shipped.Rules.Count.ShouldBeGreaterThan(80);
        foreach (var rule in Shipped.Rules)
            foreach (var series in Shipped.Series(rule.Expr))
                MetricTable.Holds(series).ShouldBeTrue($"{rule.Alert ?? rule.Record} speaks of {series}");
    }
}
