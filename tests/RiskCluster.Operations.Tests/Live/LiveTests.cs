using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit.Abstractions;

namespace RiskCluster.Operations.Tests.Live;

/// <summary>The program, a Prometheus and an Alertmanager: what is shown is there, what is well is quiet, and what is broken is told.</summary>
public sealed partial class LiveTests(ITestOutputHelper log) : IDisposable
{
    // What a machine that does several things at once may well be: slow. Everything else has to be quiet.
    private static readonly string[] OfSlowness =
    [
        "RiskClusterJournalSlow", "RiskClusterMarginFreshnessBurn", "RiskClusterOrderLatencyBurn", "RiskClusterOrderAvailabilityBurn", "RiskClusterOracleFreshnessBurn", "RiskClusterCoverageBurn",
        "RiskClusterMarketStale",
    ];

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private readonly string folder = Directory.CreateTempSubdirectory("riskcluster-operations-").FullName;
    private readonly HttpClient http = new();

    public void Dispose()
    {
        http.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [ToolFact("promtool", "prometheus", "alertmanager")]
    public async Task What_is_shown_is_there_what_is_well_is_quiet_and_what_is_broken_is_told()
    {
        using var patience = new CancellationTokenSource(Patience);
        using var one = new Server(Path.Combine(folder, "one"));
        using var other = new Server(Path.Combine(folder, "other"), "--governors", "ada", "grace");
        using var monitoring = new Monitoring(Path.Combine(folder, "monitoring"), one);
        await one.Ready(patience.Token);
        await using var load = await Load.Begin(one, patience.Token);

        await ScrapeIsClean(one, patience.Token);
        await DashboardsShow(monitoring, patience.Token);
        (await monitoring.Alerts(patience.Token)).Except(OfSlowness).ShouldBeEmpty("all is well");

        await load.HoldUnpriced(patience.Token);
        await monitoring.Alerted("RiskClusterCoverageBelowOne", patience.Token);
        log.WriteLine("coverage below one: alerted");
        await load.DropUnpriced(patience.Token);
        await monitoring.Resolved("RiskClusterCoverageBelowOne", patience.Token);
        await SlowDatabase(one, monitoring, patience.Token);
        await OtherParametersAndKill(one, other, patience.Token);
        await SilentMarket(one, load, monitoring, patience.Token);
        LogsNameNobody(one, load);
    }

    private async Task ScrapeIsClean(Server server, CancellationToken cancellation)
    {
        // Everything that load makes has been made once.
        var text = "";
        await Monitoring.Until(
            async () => (text = await http.GetStringAsync(new Uri(server.Address, "/metrics"), cancellation)).Contains("riskcluster_order_check_duration_seconds_count", StringComparison.Ordinal)
                && text.Contains("riskcluster_market_clock_offset_seconds", StringComparison.Ordinal),
            "orders and prices in the metrics",
            cancellation);
        var (code, said) = await Tools.Run(Tools.Promtool!, folder, text, "check", "metrics");
        code.ShouldBe(0, said);
        var told = TypeLine().Matches(text).ToDictionary(match => match.Groups["name"].Value, match => match.Groups["type"].Value);
        foreach (var (name, type) in told.Where(family => family.Key.StartsWith("riskcluster_", StringComparison.Ordinal)))
            MetricTable.Families.GetValueOrDefault(name).ShouldBe(type, name);
        text.ShouldNotContain(Load.Account);
    }

    private async Task DashboardsShow(Monitoring monitoring, CancellationToken cancellation)
    {
        var waiting = Shipped.Dashboards().SelectMany(Shipped.Panels).SelectMany(Shipped.Queries).Where(query => !query.Contains("orleans_", StringComparison.Ordinal)).Select(Monitoring.Filled).Distinct().ToList();
        var all = waiting.Count;
        all.ShouldBeGreaterThan(60);
        await Monitoring.Until(
            async () =>
            {
                foreach (var query in waiting.ToList())
                    if (await monitoring.Count(query, cancellation) > 0)
                        waiting.Remove(query);
                return waiting.Count == 0 || cancellation.IsCancellationRequested;
            },
            $"data of {string.Join('\n', waiting)} {monitoring.Said}",
            cancellation);
        log.WriteLine($"{all} queries of dashboards return data");
    }

    private async Task SlowDatabase(Server server, Monitoring monitoring, CancellationToken cancellation)
    {
        await using var slow = new SlowDisk(Path.Combine(server.Folder, "riskcluster.sqlite"));
        await monitoring.Alerted("RiskClusterJournalSlow", cancellation);
        log.WriteLine("slow database: alerted");
    }

    private async Task OtherParametersAndKill(Server one, Server other, CancellationToken cancellation)
    {
        await other.Ready(cancellation);
        // A proposal is run on the live book before it comes into force, so there has to be one.
        await using var load = await Load.Begin(other, cancellation);
        await OtherParameters.Activate(other, cancellation);
        using var monitoring = new Monitoring(Path.Combine(folder, "both"), one, other);
        await monitoring.Alerted("RiskClusterParametersDisagree", cancellation);
        log.WriteLine("other parameters: alerted");
        other.Kill();
        await monitoring.Alerted("RiskClusterDown", cancellation);
        await monitoring.Resolved("RiskClusterParametersDisagree", cancellation);
        log.WriteLine("killed process: alerted");
    }

    private async Task SilentMarket(Server server, Load load, Monitoring monitoring, CancellationToken cancellation)
    {
        await Monitoring.Until(async () => (await server.Health(http, cancellation)).Contains("\"ready\"", StringComparison.Ordinal), "being ready", cancellation);
        await load.StopMarket();
        await monitoring.Alerted("RiskClusterMarketStale", cancellation);
        await Monitoring.Until(async () => (await server.Health(http, cancellation)).Contains("markets_stale", StringComparison.Ordinal), "not being ready", cancellation);
        await monitoring.Alerted("RiskClusterNotReady", cancellation);
        log.WriteLine("silent market: alerted, and not ready");
    }

    private void LogsNameNobody(Server server, Load load)
    {
        var lines = server.Lines.Where(line => !line.StartsWith("The operator's key, shown once", StringComparison.Ordinal)).ToList();
        lines.ShouldNotBeEmpty();
        foreach (var line in lines)
        {
            Should.NotThrow(() => JsonDocument.Parse(line), line);
            line.ShouldNotContain(Load.Account);
            foreach (var secret in load.Secrets) line.ShouldNotContain(secret);
        }

        log.WriteLine($"{lines.Count} lines of log, all JSON, none with a secret or an account");
    }

    [GeneratedRegex(@"^# TYPE (?<name>\S+) (?<type>\S+)$", RegexOptions.Multiline)]
    private static partial Regex TypeLine();
}
