using System.Diagnostics.Metrics;

namespace RiskCluster.Runtime.RiskBoard;

/// <summary>What the board tells of itself, under the meter <see cref="MeterName"/>.</summary>
internal sealed class BoardMetrics : IDisposable
{
    public const string MeterName = "RiskCluster.Margin";

    private readonly Meter meter = new(MeterName);
    private readonly Histogram<double> duration;
    private readonly Counter<long> crossings;
    private readonly Counter<long> confirmed;
    private readonly Counter<long> failures;

    public BoardMetrics(RiskBoard board)
    {
        duration = meter.CreateHistogram<double>("riskcluster.margin.cycle.duration", "s", "From taking over what came in to the last margin and crossing.");
        crossings = meter.CreateCounter<long>("riskcluster.margin.crossings", "{owner}", "Owners reported because their state is not the one last told.");
        confirmed = meter.CreateCounter<long>("riskcluster.margin.confirmed", "{portfolio}", "Portfolios computed again in double.");
        failures = meter.CreateCounter<long>("riskcluster.margin.cycle.failures", "{cycle}", "Cycles that ended with an exception; the next one begins anew.");
        meter.CreateObservableGauge("riskcluster.margin.age", () => board.Age.TotalSeconds, "s", "Age of the oldest margin on the board.");
        meter.CreateObservableGauge("riskcluster.margin.coverage", () => board.View?.Coverage.Share ?? 0, "1", "Owners margined over owners known; anything below 1 is an alert.");
        meter.CreateObservableGauge("riskcluster.margin.owners", () => board.View?.Coverage.OwnersKnown ?? 0, "{owner}", "Owners known.");
    }

    public void Cycle(TimeSpan elapsed, int crossingCount, int confirmedCount)
    {
        duration.Record(elapsed.TotalSeconds);
        crossings.Add(crossingCount);
        confirmed.Add(confirmedCount);
    }

    public void Failed() => failures.Add(1);

    public void Dispose() => meter.Dispose();
}
