using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RiskCluster.Contracts;
using RiskCluster.Host.Access;
using RiskCluster.Host.Access.Keys;
using RiskCluster.Host.Access.Quotas;
using RiskCluster.Host.Access.Signing;
using RiskCluster.Host.Access.Tokens;
using RiskCluster.Host.Answers;
using RiskCluster.Host.Api;
using RiskCluster.Host.Api.MarketData;
using RiskCluster.Host.Api.Streams;
using RiskCluster.Host.Configuration;
using RiskCluster.Host.Docs;
using RiskCluster.Host.OpenApi;
using RiskCluster.Host.Peers;
using RiskCluster.Host.Running;
using RiskCluster.Host.Telemetry;
using RiskCluster.Host.WebConsole;
using RiskCluster.Runtime.Node;

namespace RiskCluster.Host;

/// <summary>The server: everything that answers, put together.</summary>
public static class HostApp
{
    /// <summary>The largest body that is read, bytes.</summary>
    public const int MaxBodyBytes = 10_000_000;

    private static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(10);

    /// <summary>The server, built and not started.</summary>
    /// <param name="options">What it is told.</param>
    /// <param name="args">Settings of the framework, such as <c>--Logging:LogLevel:Default Warning</c> or <c>--Kestrel:Certificates:Default:Path FILE</c>.</param>
    /// <param name="configure">Puts other parts in the place of ours, such as a clock that is moved by hand.</param>
    /// <exception cref="ArgumentException">An option is outside its bounds.</exception>
    public static WebApplication Build(ServeOptions options, string[] args, Action<IServiceCollection>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.FirstFault() is { } fault) throw new ArgumentException($"{fault.Setting} {fault.Rule}", nameof(options));
        var builder = WebApplication.CreateSlimBuilder(args);
        var endpoints = FrameworkEndpoints(builder.Configuration);
        RequireTls(options, endpoints);
        builder.WebHost.UseUrls(options.Urls).UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
            kestrel.Limits.RequestHeadersTimeout = HeadersTimeout;
        });
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        // What keeps the process from starting is told once, by whoever starts it.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        if (options.JsonLogs) builder.Logging.ClearProviders().AddJsonConsole(json => json.IncludeScopes = true);
        Add(builder.Services, options);
        builder.Services.AddSingleton(new SourceRules(options.SignedSources ?? (endpoints.Count > 0 ? endpoints : [.. options.Urls.Split(';')]).Any(ServeOptions.IsBeyondLoopback)));
        configure?.Invoke(builder.Services);
        // Whoever hosts a cluster brings its engine; without one a setting would be passed over.
        if (options.Engine != EngineKind.Embedded && builder.Services.Last(service => service.ServiceType == typeof(INodeEngine)).ImplementationType == typeof(EmbeddedNode))
            throw new ArgumentException("Engine is Embedded: this program has no other", nameof(options));

        var app = builder.Build();
        // Before the node opens: what was paused stays paused.
        app.Services.GetRequiredService<KillSwitch>();
        // Before it joins: the others may ask at once.
        app.Services.GetRequiredService<PeerAnswers>();
        if (options.TrustedProxies.Count > 0) app.UseForwardedHeaders(ProxyTrust.Of(options.TrustedProxies));
        app.UseMiddleware<ProblemGate>();
        app.UseMiddleware<ConsoleGate>();
        // Where they are taken alone: each request would be looked over for one.
        app.UseWhen(http => http.Request.Path.StartsWithSegments(StreamRoutes.Path), streams => streams.UseWebSockets());
        app.UseRouting();
        app.UseMiddleware<AccessGate>();
        ApiRoutes.Map(app);
        ApiDocument.Map(app);
        DocsRoutes.Map(app);
        Metrics.Map(app);
        PolicyCheck.Require(app);
        return app;
    }

    // They would take the place of ours.
    private static List<string> FrameworkEndpoints(ConfigurationManager configuration) => [.. configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"] ?? "")];

    private static void RequireTls(ServeOptions options, List<string> endpoints)
    {
        if (!options.AllowPlain && endpoints.FirstOrDefault(ServeOptions.IsPlainBeyondLoopback) is { } url)
            throw new ArgumentException($"Kestrel:Endpoints are https, or on loopback; '{url}' is neither (AllowPlain lets it pass, behind something that ends TLS)", nameof(options));
    }

    private static void Add(IServiceCollection services, ServeOptions options)
    {
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(json => ApiJson.Configure(json.SerializerOptions));
        ApiDocument.Add(services);
        services.AddSingleton(options);
        services.AddSingleton(_ => ConsoleArchive.BesideProgram());
        services.AddSingleton(new NodeOptions());
        services.AddSingleton(new ConsoleText(System.Console.Out));
        services.AddSingleton(_ => options.Pepper is { } pepper ? Pepper.Parse(pepper) : Pepper.Of(options.Data));
        services.AddSingleton(_ => TokenKeys.Own(options.Data));
        services.AddSingleton<CallQuotas>(provider => new(options, provider.GetRequiredService<NodeOptions>().Engine.Clock));
        services.AddSingleton<KeyDirectory>();
        services.AddSingleton<SpentNonces>();
        services.AddSingleton<IAuthenticator, SignatureAuthenticator>();
        services.AddSingleton<IAuthenticator, TokenAuthenticator>();
        services.AddSingleton<INodeEngine, EmbeddedNode>();
        services.AddSingleton<LiveNode>();
        services.AddHostedService(provider => provider.GetRequiredService<LiveNode>());
        services.AddSingleton<IAccountOwners>(provider => provider.GetRequiredService<LiveNode>());
        services.AddSingleton<AccessRules>();
        DeskServices.Add(services);
        Metrics.Add(services);
    }
}
