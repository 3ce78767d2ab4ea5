using System.Globalization;
using System.Text;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace RiskCluster.Host.Telemetry;

/// <summary>Metrics in Prometheus' text format 0.0.4: a family's help and type, then its series; histograms with cumulative buckets.</summary>
internal static class MetricsText
{
    /// <summary>The media type of the format.</summary>
    public const string MediaType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>All metrics of a batch, families by name. Instruments of the same name are one family.</summary>
    public static string Of(in Batch<Metric> batch)
    {
        var families = new SortedDictionary<string, (string Head, StringBuilder Series)>(StringComparer.Ordinal);
        foreach (var metric in batch)
        {
            var type = TypeOf(metric.MetricType);
            if (type is null) continue;
            var name = MetricNames.Of(metric.Name, metric.Unit ?? "", type == "counter");
            if (!families.TryGetValue(name, out var family)) families[name] = family = ($"# HELP {name} {Help(metric)}\n# TYPE {name} {type}\n", new());
            foreach (ref readonly var point in metric.GetMetricPoints()) Write(family.Series, name, metric.MetricType, point);
        }

        var text = new StringBuilder();
        foreach (var (head, series) in families.Values)
            if (series.Length > 0)
                text.Append(head).Append(series);
        return text.ToString();
    }

    private static string? TypeOf(MetricType type) => type switch
    {
        MetricType.LongSum or MetricType.DoubleSum => "counter",
        MetricType.Histogram => "histogram",
        MetricType.LongGauge or MetricType.DoubleGauge or MetricType.LongSumNonMonotonic or MetricType.DoubleSumNonMonotonic => "gauge",
        _ => null,
    };

    private static void Write(StringBuilder text, string name, MetricType type, in MetricPoint point)
    {
        var labels = Labels(point.Tags);
        switch (type)
        {
            case MetricType.LongSum or MetricType.LongSumNonMonotonic:
                Line(text, name, "", labels, point.GetSumLong());
                break;
            case MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic:
                Line(text, name, "", labels, point.GetSumDouble());
                break;
            case MetricType.LongGauge:
                Line(text, name, "", labels, point.GetGaugeLastValueLong());
                break;
            case MetricType.DoubleGauge:
                Line(text, name, "", labels, point.GetGaugeLastValueDouble());
                break;
            default:
                Histogram(text, name, labels, point);
                break;
        }
    }

    private static void Histogram(StringBuilder text, string name, string labels, in MetricPoint point)
    {
        var count = 0L;
        var before = labels.Length == 0 ? "" : $"{labels},";
        foreach (var bucket in point.GetHistogramBuckets())
        {
            count += bucket.BucketCount;
            Line(text, name, "_bucket", $"{before}le=\"{Number(bucket.ExplicitBound)}\"", count);
        }

        Line(text, name, "_sum", labels, point.GetHistogramSum());
        Line(text, name, "_count", labels, point.GetHistogramCount());
    }

    private static void Line(StringBuilder text, string name, string suffix, string labels, double value)
    {
        text.Append(name).Append(suffix);
        if (labels.Length > 0) text.Append('{').Append(labels).Append('}');
        text.Append(' ').Append(Number(value)).Append('\n');
    }

    private static string Labels(ReadOnlyTagCollection tags)
    {
        var text = new StringBuilder();
        foreach (var (key, value) in tags)
        {
            if (text.Length > 0) text.Append(',');
            text.Append(MetricNames.Label(key)).Append("=\"").Append(Escaped(Text(value)).Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"');
        }

        return text.ToString();
    }

    private static string Text(object? value) => value is bool flag ? (flag ? "true" : "false") : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private static string Help(Metric metric) => Escaped(metric.Description is { Length: > 0 } said ? said : metric.Name);

    private static string Escaped(string text) => text.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        double.NaN => "NaN",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };
}
