using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace RiskCluster.Journal;

/// <summary>What a journal tells of itself, under the meter and the traces <see cref="MeterName"/>.</summary>
internal sealed class JournalMetrics : IDisposable
{
    public const string MeterName = "RiskCluster.Journal";

    private static readonly ActivitySource Traces = new(MeterName);
    private static readonly InstrumentAdvice<double> Buckets = new() { HistogramBucketBoundaries = [0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] };
    private static readonly InstrumentAdvice<int> Sizes = new() { HistogramBucketBoundaries = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000] };

    private readonly Meter meter = new(MeterName);
    private readonly Histogram<double> appends;
    private readonly Histogram<double> commits;
    private readonly Histogram<int> batches;
    private readonly Counter<long> failures;
    private readonly Counter<long> fenced;

    /// <param name="queueLength">How much waits for a commit.</param>
    public JournalMetrics(Func<int> queueLength)
    {
        appends = meter.CreateHistogram("riskcluster.journal.append.duration", "s", "From an append's coming to what became of it.", advice: Buckets);
        commits = meter.CreateHistogram("riskcluster.journal.commit.duration", "s", "One transaction of the store.", advice: Buckets);
        batches = meter.CreateHistogram("riskcluster.journal.batch.size", "{write}", "Writes that shared a commit.", advice: Sizes);
        failures = meter.CreateCounter<long>("riskcluster.journal.failures", "{commit}", "Commits that failed; each of their appends was looked up.");
        fenced = meter.CreateCounter<long>("riskcluster.journal.fenced", "{append}", "Appends refused because another process writes the stream now.");
        meter.CreateObservableGauge("riskcluster.journal.queue.length", queueLength, "{write}", "Writes that wait for a commit.");
    }

    /// <summary>One transaction as a trace; null while nobody listens.</summary>
    public static Activity? Trace(int size)
    {
        var trace = Traces.StartActivity("journal.commit");
        trace?.SetTag("riskcluster.journal.batch.size", size);
        return trace;
    }

    /// <summary>What an append has taken.</summary>
    public void Appended(long since) => appends.Record(Stopwatch.GetElapsedTime(since).TotalSeconds);

    /// <summary>What a transaction has taken.</summary>
    public void Committed(long since, int size)
    {
        commits.Record(Stopwatch.GetElapsedTime(since).TotalSeconds);
        batches.Record(size);
    }

    /// <summary>A commit has failed.</summary>
    public void Failed() => failures.Add(1);

    /// <summary>An append was refused to a writer of before.</summary>
    public void Fenced() => fenced.Add(1);

    public void Dispose() => meter.Dispose();
}
