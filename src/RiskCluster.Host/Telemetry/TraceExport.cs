using OpenTelemetry.Trace;
using RiskCluster.Host.Configuration;

namespace RiskCluster.Host.Telemetry;

/// <summary>Traces on their way to a collector; nothing where none is named.</summary>
internal sealed class TraceExport(ServeOptions options) : IDisposable
{
    private readonly TracerProvider? provider = options.TracesTo is { } endpoint ? Metrics.Traces(options.TraceShare).AddOtlpExporter(otlp => otlp.Endpoint = new(endpoint)).Build() : null;

    /// <summary>Whether traces go anywhere.</summary>
    public bool IsOn => provider is not null;

    /// <summary>Sends what is left.</summary>
    public void Dispose() => provider?.Dispose();
}
