using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using RiskCluster.Host.Configuration;

namespace RiskCluster.Host.Telemetry;

/// <summary>What is measured goes out: metrics by <see cref="Path"/> to whoever scrapes, traces by OTLP to whoever is named.</summary>
internal static class Metrics
{
    /// <summary>Where metrics are scraped.</summary>
    public const string Path = "/metrics";

    private const string Service = "riskcluster";

    // Ours, and what .NET, ASP.NET Core, Npgsql and Orleans tell of themselves.
    private static readonly string[] MeterNames = ["RiskCluster.*", "System.Runtime", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Npgsql", "Microsoft.Orleans"];
    // Their names would end as those of histograms' parts do, and nobody watches them.
    private static readonly string[] Unwatched = ["dotnet.assembly.count", "dotnet.process.cpu.count", "dotnet.timer.count"];
    private static readonly string[] TraceNames = ["RiskCluster.*", "Microsoft.AspNetCore", "Npgsql"];

    /// <summary>Adds the providers; they are made when <see cref="Map"/> asks for them.</summary>
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<HostGauges>();
        Scraping.Add(services);
        services.AddSingleton<MeterProvider>(provider => Scraping.Add(Meters(), provider).Build());
        services.AddSingleton(provider => new TraceExport(provider.GetRequiredService<ServeOptions>()));
    }

    /// <summary>Begins to measure, and opens the route.</summary>
    public static void Map(WebApplication app)
    {
        app.Services.GetRequiredService<HostGauges>();
        app.Services.GetRequiredService<MeterProvider>();
        app.Services.GetRequiredService<TraceExport>();
        Scraping.Map(app);
    }

    /// <summary>Whatever is measured, for a reader of it.</summary>
    internal static MeterProviderBuilder Meters()
    {
        var builder = Sdk.CreateMeterProviderBuilder().ConfigureResource(resource => resource.AddService(Service)).AddMeter(MeterNames);
        foreach (var name in Unwatched) builder.AddView(name, MetricStreamConfiguration.Drop);
        return builder;
    }

    /// <summary>Whatever is traced, a share of it, for an exporter of it.</summary>
    internal static TracerProviderBuilder Traces(double share) => Sdk.CreateTracerProviderBuilder()
        .ConfigureResource(resource => resource.AddService(Service))
        .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(share)))
        .AddSource(TraceNames)
        .AddProcessor(new NamelessSpans());
}
