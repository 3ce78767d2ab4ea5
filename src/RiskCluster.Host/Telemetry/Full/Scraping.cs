using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using RiskCluster.Host.Access;

namespace RiskCluster.Host.Telemetry;

/// <summary><c>/metrics</c> by OpenTelemetry's own exporter.</summary>
internal static class Scraping
{
    /// <summary>Adds what is scraped to the services: nothing of ours.</summary>
    public static void Add(IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
    }

    /// <summary>Adds what is scraped to the metrics.</summary>
    public static MeterProviderBuilder Add(MeterProviderBuilder metrics, IServiceProvider services) =>
        metrics.AddPrometheusExporter(options =>
        {
            options.ScrapeResponseCacheDurationMilliseconds = 0;
            options.ScopeInfoEnabled = false;
        });

    /// <summary>Opens the route.</summary>
    public static void Map(WebApplication app) =>
        app.MapPrometheusScrapingEndpoint(Metrics.Path, app.Services.GetRequiredService<MeterProvider>(), null, null)
            // Of itself it answers any method.
            .WithMetadata(new HttpMethodMetadata([HttpMethods.Get]), new RoutePolicy([Scope.Anonymous], Whose.Anybody, 1)).ExcludeFromDescription();
}
