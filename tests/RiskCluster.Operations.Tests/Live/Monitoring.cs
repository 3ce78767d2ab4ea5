using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace RiskCluster.Operations.Tests.Live;

/// <summary>A Prometheus with the shipped rules and an Alertmanager behind it. The rules are those that are shipped, with their times shortened: hours of waiting become seconds.</summary>
internal sealed partial class Monitoring : IDisposable
{
    private const string Window = "10s";
    private readonly HttpClient http = new();
    private readonly Program prometheus;
    private readonly Program alertmanager;
    private readonly Uri prometheusAt = new($"http://127.0.0.1:{Program.FreePort()}");
    private readonly Uri alertmanagerAt = new($"http://127.0.0.1:{Program.FreePort()}");

    public Monitoring(string folder, params Server[] servers)
    {
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Shipped.Prometheus, "rules"), "*.yaml"))
            File.WriteAllText(Path.Combine(folder, Path.GetFileName(file)), Hastened(File.ReadAllText(file)));
        File.WriteAllText(Path.Combine(folder, "prometheus.yml"), Configuration(servers));
        File.WriteAllText(Path.Combine(folder, "alertmanager.yml"), "route:\n  receiver: none\n  group_wait: 0s\nreceivers:\n  - name: none\n");
        alertmanager = new(
            Tools.Alertmanager!,
            [$"--config.file={Path.Combine(folder, "alertmanager.yml")}", $"--storage.path={Path.Combine(folder, "alertmanager")}", $"--web.listen-address={alertmanagerAt.Authority}", "--cluster.listen-address=", "--log.level=error"]);
        prometheus = new(
            Tools.Prometheus!,
            [$"--config.file={Path.Combine(folder, "prometheus.yml")}", $"--storage.tsdb.path={Path.Combine(folder, "tsdb")}", $"--web.listen-address={prometheusAt.Authority}", "--log.level=error"]);
    }

    /// <summary>What the two have said: nothing but errors.</summary>
    public string Said => string.Join('\n', prometheus.Lines.Concat(alertmanager.Lines));

    /// <summary>How many series an expression gives now.</summary>
    public async Task<int> Count(string expression, CancellationToken cancellation)
    {
        var text = await http.GetStringAsync(new Uri(prometheusAt, $"/api/v1/query?query={Uri.EscapeDataString(expression)}"), cancellation);
        using var answer = JsonDocument.Parse(text);
        return answer.RootElement.GetProperty("data").GetProperty("result").GetArrayLength();
    }

    /// <summary>A dashboard's expression as Grafana would send it, for all processes and underlyings.</summary>
    public static string Filled(string expression) => expression
        .Replace("$__rate_interval", Window, StringComparison.Ordinal).Replace("$job", ".*", StringComparison.Ordinal)
        .Replace("$instance", ".*", StringComparison.Ordinal).Replace("$underlying", ".*", StringComparison.Ordinal);

    /// <summary>The alerts that have reached the Alertmanager and are not over.</summary>
    public async Task<IReadOnlyList<string>> Alerts(CancellationToken cancellation)
    {
        using var answer = JsonDocument.Parse(await http.GetStringAsync(new Uri(alertmanagerAt, "/api/v2/alerts?active=true"), cancellation));
        return [.. answer.RootElement.EnumerateArray().Select(alert => alert.GetProperty("labels").GetProperty("alertname").GetString()!).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>Ends when something is so; the two need a moment to start, and each scrape its second.</summary>
    public static async Task Until(Func<Task<bool>> isSo, string what, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                if (await isSo()) return;
                await Task.Delay(200, cancellation);
            }
            catch (HttpRequestException)
            {
                await Task.Delay(200, cancellation);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                throw new TimeoutException($"waited in vain for {what}");
            }
        }
    }

    /// <summary>Ends when an alert has reached the Alertmanager.</summary>
    public Task Alerted(string alert, CancellationToken cancellation) => Until(async () => (await Alerts(cancellation)).Contains(alert), alert, cancellation);

    /// <summary>Ends when an alert is over.</summary>
    public Task Resolved(string alert, CancellationToken cancellation) => Until(async () => !(await Alerts(cancellation)).Contains(alert), $"the end of {alert}", cancellation);

    public void Dispose()
    {
        prometheus.Dispose();
        alertmanager.Dispose();
        http.Dispose();
    }

    private static string Hastened(string rules) => Range().Replace(Wait().Replace(Interval().Replace(rules, "interval: 1s"), "for: 1s"), $"[{Window}]");

    private string Configuration(Server[] servers) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
         global:
           scrape_interval: 1s
           evaluation_interval: 1s
         rule_files: ["alerts.yaml", "recording.yaml"]
         alerting:
           alertmanagers:
             - static_configs:
                 - targets: ["{alertmanagerAt.Authority}"]
         scrape_configs:
           - job_name: riskcluster
             static_configs:
               - targets: [{string.Join(", ", servers.Select(server => $"\"{server.Address.Authority}\""))}]
         """);

    [GeneratedRegex(@"interval: ""\d+s""")]
    private static partial Regex Interval();

    [GeneratedRegex(@"for: ""\d+m""")]
    private static partial Regex Wait();

    [GeneratedRegex(@"\[\d+[mhd]\]")]
    private static partial Regex Range();
}
