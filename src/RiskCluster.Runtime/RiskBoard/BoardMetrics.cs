using System.Diagnostics.Metrics;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Runtime.RiskBoard;

/// <summary>What the board tells of itself, under the meter <see cref="MeterName"/>.</summary>
internal sealed class BoardMetrics : IDisposable
{
    public const string MeterName = "RiskCluster.Margin";

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);
    private static readonly InstrumentAdvice<double> Buckets = new() { HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] };

    private readonly Meter meter = new(MeterName);
    private readonly Histogram<double> duration;
    private readonly Counter<long> crossings;
    private readonly Counter<long> confirmed;
    private readonly Counter<long> failures;

    public BoardMetrics(RiskBoard board)
    {
        duration = meter.CreateHistogram<double>("riskcluster.margin.cycle.duration", "s", "From taking over what came in to the last margin and crossing.", advice: Buckets);
        crossings = meter.CreateCounter<long>("riskcluster.margin.crossings", "{owner}", "Owners reported because their state is not the one last told.");
        confirmed = meter.CreateCounter<long>("riskcluster.margin.confirmed", "{portfolio}", "Portfolios computed again in double.");
        failures = meter.CreateCounter<long>("riskcluster.margin.cycle.failures", "{cycle}", "Cycles that ended with an exception; the next one begins anew.");
        meter.CreateObservableGauge("riskcluster.margin.age", () => board.Age.TotalSeconds, "s", "Age of the oldest margin on the board.");
        meter.CreateObservableGauge("riskcluster.margin.coverage.ratio", () => board.View?.Coverage.Share ?? 0, "1", "Owners margined over owners known; anything below 1 is an alert.");
        meter.CreateObservableGauge("riskcluster.margin.owners.known", () => board.View?.Coverage.OwnersKnown ?? 0, "{owner}", "Owners known.");
        meter.CreateObservableGauge("riskcluster.margin.owners", () => ByState(board), "{owner}", "Owners margined, by where their equity stands.");
    }

    private static IEnumerable<Measurement<int>> ByState(RiskBoard board) =>
        board.StateCounts(Patience).Select((count, state) => new Measurement<int>(count, new KeyValuePair<string, object?>("state", ((MarginState)state).ToString().ToLowerInvariant())));

    public void Cycle(TimeSpan elapsed, int crossingCount, int confirmedCount)
    {
        duration.Record(elapsed.TotalSeconds);
        crossings.Add(crossingCount);
        confirmed.Add(confirmedCount);
    }

    public void Failed() => failures.Add(1);

    public void Dispose() => meter.Dispose();
}
