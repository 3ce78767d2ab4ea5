using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace RiskCluster.Host.Telemetry;

/// <summary>Exports metrics when somebody asks for them, and not before.</summary>
[ExportModes(ExportModes.Pull)]
internal sealed class PullExporter : BaseExporter<Metric>, IPullMetricExporter
{
    private readonly Lock gate = new();
    private string text = "";

    /// <inheritdoc/>
    public Func<int, bool>? Collect { get; set; }

    /// <summary>All metrics of now, as text; those who ask at the same time wait for each other.</summary>
    public string Scrape()
    {
        lock (gate) return Collect?.Invoke(Timeout.Infinite) == true ? text : "";
    }

    /// <inheritdoc/>
    public override ExportResult Export(in Batch<Metric> batch)
    {
        text = MetricsText.Of(batch);
        return ExportResult.Success;
    }
}
