using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using RiskCluster.Host.Access;

namespace RiskCluster.Host.Telemetry;

/// <summary><c>/metrics</c> by an exporter of our own, where the package source does not have OpenTelemetry's.</summary>
internal static class Scraping
{
    /// <summary>Adds what is scraped to the services.</summary>
    public static void Add(IServiceCollection services) => services.AddSingleton<PullExporter>();

    /// <summary>Adds what is scraped to the metrics.</summary>
    public static MeterProviderBuilder Add(MeterProviderBuilder metrics, IServiceProvider services) =>
        metrics.AddReader(new BaseExportingMetricReader(services.GetRequiredService<PullExporter>()));

    /// <summary>Opens the route.</summary>
    public static void Map(WebApplication app) =>
        app.MapGet(Metrics.Path, (PullExporter exporter) => TypedResults.Text(exporter.Scrape(), MetricsText.MediaType))
            .WithMetadata(new RoutePolicy([Scope.Anonymous], Whose.Anybody, 1)).ExcludeFromDescription();
}
