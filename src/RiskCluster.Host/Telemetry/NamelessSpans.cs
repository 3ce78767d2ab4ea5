using System.Diagnostics;
using OpenTelemetry;

namespace RiskCluster.Host.Telemetry;

/// <summary>Takes out of requests' spans what names accounts and owners: the path and query as they came. The route tells what was asked.</summary>
internal sealed class NamelessSpans : BaseProcessor<Activity>
{
    private static readonly string[] Names = ["url.path", "url.query", "url.full", "http.target", "http.url", "client.address"];

    /// <inheritdoc/>
    public override void OnEnd(Activity data)
    {
        foreach (var name in Names)
            if (data.GetTagItem(name) is not null)
                data.SetTag(name, null);
    }
}
