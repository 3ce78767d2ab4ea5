using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RiskCluster.Contracts;
using RiskCluster.Contracts.Accounts;

namespace RiskCluster.Cli.Bench.Gateway;

/// <summary>The least that a JSON endpoint can do, on the same Kestrel with the same JSON: reads an order and sends it back.</summary>
internal sealed class EchoServer : IAsyncDisposable
{
    /// <summary>The endpoint.</summary>
    public const string Path = "/echo";

    private readonly WebApplication app;

    private EchoServer(WebApplication app) => this.app = app;

    /// <summary>Where it listens.</summary>
    public Uri Address => new(app.Urls.First());

    /// <summary>Starts it on a free port.</summary>
    public static async Task<EchoServer> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Logging.ClearProviders();
        builder.Services.ConfigureHttpJsonOptions(json => ApiJson.Configure(json.SerializerOptions));
        var app = builder.Build();
        app.MapPost(Path, (OrderCheck order) => TypedResults.Ok(order));
        await app.StartAsync();
        return new(app);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => app.DisposeAsync();
}
