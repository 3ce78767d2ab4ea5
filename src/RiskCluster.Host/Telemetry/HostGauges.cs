using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using RiskCluster.Host.Api.Meta;
using RiskCluster.Host.Backtest;
using RiskCluster.Host.Configuration;
using RiskCluster.Host.Running;
using RiskCluster.Host.Streams;

namespace RiskCluster.Host.Telemetry;

/// <summary>What the process tells of itself whenever it is asked: what runs, by which parameters, whether it is ready, who hears it.</summary>
internal sealed class HostGauges : IDisposable
{
    private readonly Meter meter = new(HostMeters.MeterName);
    private readonly LiveNode node;
    private readonly ServeOptions options;
    // A parameter set that was in force goes on being told, as 0: what is exported keeps a series that is no longer told at its last value.
    private readonly ConcurrentDictionary<(long Version, string Hash), bool> parameters = new();
    private volatile BacktestReport? backtest;

    public HostGauges(LiveNode node, ServeOptions options, Readiness readiness, StreamHub streams, ReadLane reads)
    {
        (this.node, this.options) = (node, options);
        var startedAt = new DateTimeOffset(Process.GetCurrentProcess().StartTime).ToUnixTimeMilliseconds() / 1000.0;
        meter.CreateObservableGauge("riskcluster.process.start.time", () => startedAt, "s", "When the process started, Unix time; a change is a restart.");
        meter.CreateObservableGauge("riskcluster.build.info", BuildInfo, "{build}", "Always 1; its labels tell what runs.");
        meter.CreateObservableGauge("riskcluster.parameters.info", ParametersInfo, "{version}", "1 for the parameters that margins are made by, with their version and hash; 0 for those before.");
        meter.CreateObservableGauge("riskcluster.health.ready", () => readiness.IsReady ? 1 : 0, "{process}", "1 while the process says that it is ready.");
        meter.CreateObservableGauge("riskcluster.health.condition", () => readiness.Conditions.Select(Condition), "{condition}", "1 while the condition of being ready holds.");
        meter.CreateObservableGauge("riskcluster.actor.missing", () => node.IsOpen ? node.Node.Missing.Count : 0, "{actor}", "Actors that should have come back at the start and could not be read.");
        meter.CreateObservableGauge("riskcluster.stream.subscribers", () => streams.SubscriberCount, "{subscriber}", "Who hears streams.");
        meter.CreateObservableGauge("riskcluster.read.lane.waiting", () => reads.Waiting, "{question}", "Questions that wait to be answered.");
        meter.CreateObservableGauge("riskcluster.backtest.exceedance.low.ratio", () => Measures(row => row.Coverage.Low), "1", "Of the last backtest of the model in force: the lower binomial bound of the share of days that exceeded the measure, of the worst book.");
        meter.CreateObservableGauge("riskcluster.backtest.exceedance.expected.ratio", () => Measures(row => row.Measure.ExpectedShare), "1", "The share of days that should exceed the measure if the model were true.");
    }

    /// <summary>The newest backtest of the model in force.</summary>
    public void Found(BacktestReport report) => backtest = report;

    public void Dispose() => meter.Dispose();

    private static Measurement<int> Condition((string Name, bool Holds) condition) => new(condition.Holds ? 1 : 0, new KeyValuePair<string, object?>("condition", condition.Name));

    private Measurement<int> BuildInfo() => new(1, new("version", VersionRoutes.Version), new KeyValuePair<string, object?>("engine", options.Engine.ToString().ToLowerInvariant()));

    private IEnumerable<Measurement<int>> ParametersInfo()
    {
        var model = node.IsOpen ? node.Board.View?.Model : null;
        var inForce = model is null ? default : (model.ParametersVersion, model.Model.ContentHash);
        if (model is not null) parameters[inForce] = true;
        return [.. parameters.Keys.Select(known => new Measurement<int>(known == inForce ? 1 : 0, new("version", known.Version), new KeyValuePair<string, object?>("hash", known.Hash)))];
    }

    private IEnumerable<Measurement<double>> Measures(Func<BacktestRow, double> figure) =>
        backtest is not { } report ? [] : report.Rows.GroupBy(row => row.Measure.Name).Select(rows => new Measurement<double>(rows.Max(figure), new KeyValuePair<string, object?>("measure", rows.Key)));
}
