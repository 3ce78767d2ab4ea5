using System.Diagnostics.Metrics;

namespace RiskCluster.Host.Telemetry;

/// <summary>What the API counts, under the meter <see cref="MeterName"/>. Labels are reasons, verdicts and underlyings: never who called or whose account it was.</summary>
internal static class HostMeters
{
    public const string MeterName = "RiskCluster.Host";

    private static readonly Meter Meter = new(MeterName);

    private static readonly Histogram<double> OrderChecks = Meter.CreateHistogram(
        "riskcluster.order.check.duration",
        "s",
        "From an order's question to its verdict.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2.5, 5] });

    private static readonly Counter<long> OrderRefusals = Meter.CreateCounter<long>("riskcluster.order.refusals", "{order}", "Orders that were told no, by reason.");
    private static readonly Counter<long> QuotaRefusalCount = Meter.CreateCounter<long>("riskcluster.api.quota.refusals", "{request}", "Requests refused for a quota, by whose it was: a key's or an address's.");
    private static readonly Counter<long> AuthFailureCount = Meter.CreateCounter<long>("riskcluster.api.auth.failures", "{request}", "Requests whose credentials were refused, by reason.");
    private static readonly Counter<long> StreamDropCount = Meter.CreateCounter<long>("riskcluster.stream.drops", "{subscriber}", "Subscribers that were disconnected, by reason.");
    private static readonly Counter<long> ReadRefusalCount = Meter.CreateCounter<long>("riskcluster.read.lane.refusals", "{question}", "Questions refused because too many waited.");
    private static readonly Counter<long> ObservationCount = Meter.CreateCounter<long>("riskcluster.market.observations", "{observation}", "Observations by what became of them, and why those that were refused were.");
    private static readonly Gauge<double> ClockOffset = Meter.CreateGauge<double>("riskcluster.market.clock.offset", "s", "Own clock less the time that the newest observation of the market says it was published at; negative when the source's clock is ahead.");

    // Reasons that say that an answer could not be given, rather than that it was no.
    private static readonly HashSet<string> Unavailable = new(StringComparer.Ordinal) { "deadline_passed", "cannot_be_told", "margin_unknown", "margin_stale", "margin_halted" };

    /// <summary>An order was answered.</summary>
    public static void OrderChecked(TimeSpan took, bool isValid, string reason)
    {
        var verdict = isValid ? "accepted" : Unavailable.Contains(reason) ? "unavailable" : "refused";
        OrderChecks.Record(took.TotalSeconds, new KeyValuePair<string, object?>("verdict", verdict));
        if (!isValid) OrderRefusals.Add(1, new KeyValuePair<string, object?>("reason", reason));
    }

    /// <summary>A request was over a quota.</summary>
    public static void QuotaRefused(string bucket) => QuotaRefusalCount.Add(1, new KeyValuePair<string, object?>("bucket", bucket));

    /// <summary>Credentials were refused.</summary>
    public static void AuthFailed(string reason) => AuthFailureCount.Add(1, new KeyValuePair<string, object?>("reason", reason));

    /// <summary>A subscriber was disconnected.</summary>
    public static void StreamDropped(string reason) => StreamDropCount.Add(1, new KeyValuePair<string, object?>("reason", reason));

    /// <summary>A question was refused because too many waited.</summary>
    public static void ReadRefused() => ReadRefusalCount.Add(1);

    /// <summary>An observation was taken; how far the two clocks and the way between them are apart, milliseconds.</summary>
    public static void ObservationTaken(string underlying, long offsetMs)
    {
        ObservationCount.Add(1, new("outcome", "taken"), new KeyValuePair<string, object?>("reason", ""));
        ClockOffset.Record(offsetMs / 1000.0, new KeyValuePair<string, object?>("underlying", underlying));
    }

    /// <summary>An observation was refused. Its underlying may be any text, so it is no label.</summary>
    public static void ObservationRefused(string reason) => ObservationCount.Add(1, new("outcome", "refused"), new KeyValuePair<string, object?>("reason", reason));
}
