using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RiskCluster.Contracts;
using RiskCluster.Host.Access;
using RiskCluster.Host.Configuration;
using RiskCluster.Host.Running;
using RiskCluster.Runtime.Node;
using RiskCluster.Runtime.Tests.Actors;

namespace RiskCluster.Host.Tests;

/// <summary>A server on a random port of loopback, and calls to it.</summary>
internal sealed class HostRig : IAsyncDisposable
{
    private readonly ServeOptions options;
    private readonly Action<IServiceCollection>? configure;
    private readonly string folder = Path.Combine(Path.GetTempPath(), $"riskcluster-host-{Guid.NewGuid():N}");
    private WebApplication? app;

    private HostRig(ServeOptions options, VirtualClock? clock, Action<IServiceCollection>? configure)
    {
        this.options = options with { Urls = "http://127.0.0.1:0", Data = folder };
        this.configure = configure;
        Clock = clock;
    }

    /// <summary>The server's data folder.</summary>
    public string Folder => folder;

    /// <summary>The clock that is moved by hand; null when the server runs in real time.</summary>
    public VirtualClock? Clock { get; }

    /// <summary>What the server has logged.</summary>
    public LogCapture Logs { get; } = new();

    /// <summary>What the server has told on its console.</summary>
    public StringWriter Console { get; } = new();

    /// <summary>Calls to the server, without credentials of their own.</summary>
    public HttpClient Client { get; private set; } = null!;

    public LiveNode Node => app!.Services.GetRequiredService<LiveNode>();

    public IServiceProvider Services => app!.Services;

    /// <summary>A server in real time, open.</summary>
    public static Task<HostRig> Start(ServeOptions? options = null, Action<IServiceCollection>? configure = null) => New(options, null, configure);

    /// <summary>A server whose clock stands until it is moved, and which runs a margin cycle when <see cref="Cycle"/> says so.</summary>
    public static Task<HostRig> StartStill(ServeOptions? options = null, Action<IServiceCollection>? configure = null) => New(options, new(), configure);

    /// <summary>Stops the server and starts it anew on what it has kept; only with a journal that is a file.</summary>
    public async Task Restart()
    {
        await Stop();
        await Open();
    }

    /// <summary>One margin cycle over all that has come in.</summary>
    public async Task Cycle() => await ((RiskNode)Node.Node).RunCycle(default);

    /// <summary>What the server has written into its data folder, as text.</summary>
    public IReadOnlyList<string> Kept() => [.. Directory.EnumerateFiles(folder).Select(file =>
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
        return reader.ReadToEnd();
    })];

    /// <summary>Sends a request as somebody.</summary>
    public async Task<HttpResponseMessage> Send(Caller? caller, HttpMethod method, string path, object? body = null, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (caller is not null) request.Headers.TryAddWithoutValidation("Authorization", TestAuthenticator.Header(caller));
        if (idempotencyKey is not null) request.Headers.TryAddWithoutValidation("Idempotency-Key", idempotencyKey);
        if (body is string text) request.Content = new StringContent(text, System.Text.Encoding.UTF8, "application/json");
        else if (body is not null) request.Content = JsonContent.Create(body, body.GetType(), options: ApiJson.Options);
        return await Client.SendAsync(request);
    }

    /// <summary>What a request answers that must succeed.</summary>
    public async Task<T> Ok<T>(Caller? caller, HttpMethod method, string path, object? body = null, string? idempotencyKey = null)
    {
        using var response = await Send(caller, method, path, body, idempotencyKey);
        var text = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).ShouldBeInRange(200, 299, $"{method} {path}: {text}");
        return System.Text.Json.JsonSerializer.Deserialize<T>(text, ApiJson.Options)!;
    }

    /// <summary>The problem with which a request must be refused.</summary>
    public async Task<ProblemDocument> Refused(Caller? caller, HttpMethod method, string path, object? body = null, string? idempotencyKey = null)
    {
        using var response = await Send(caller, method, path, body, idempotencyKey);
        return await Problem(response);
    }

    /// <summary>The problem of an answer, which must be one.</summary>
    public static async Task<ProblemDocument> Problem(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeFalse(text);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        var problem = System.Text.Json.JsonSerializer.Deserialize<ProblemDocument>(text, ApiJson.Options)!;
        problem.Status.ShouldBe((int)response.StatusCode);
        response.Headers.GetValues("X-Request-Id").ShouldBe([problem.RequestId]);
        return problem;
    }

    /// <summary>Waits for what effects bring about on other threads.</summary>
    public static async Task Until(Func<Task<bool>> condition)
    {
        for (var i = 0; !await condition(); i++)
        {
            i.ShouldBeLessThan(3_000, "it takes too long");
            await Task.Delay(10);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    private static async Task<HostRig> New(ServeOptions? options, VirtualClock? clock, Action<IServiceCollection>? configure)
    {
        var rig = new HostRig(options ?? new() { Journal = "memory:" }, clock, configure);
        await rig.Open();
        return rig;
    }

    private async Task Open()
    {
        app = HostApp.Build(options, [], services =>
        {
            services.AddSingleton<IAuthenticator, TestAuthenticator>();
            services.AddSingleton<ILoggerProvider>(Logs);
            services.AddLogging(logging => logging.ClearProviders().AddProvider(Logs));
            services.AddSingleton(new ConsoleText(Console));
            var node = new NodeOptions { Workers = 1 };
            if (Clock is not null)
            {
                node = node with { CyclesByItself = false, Engine = node.Engine with { Clock = Clock } };
            }

            services.AddSingleton(node);
            configure?.Invoke(services);
        });
        await app.StartAsync();
        await Node.Opened;
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        // On a busy machine the server may take long to say whether it wants a body.
        Client = new(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) }) { BaseAddress = new(address) };
    }

    private async Task Stop()
    {
        Client?.Dispose();
        if (app is null) return;
        await app.StopAsync();
        await app.DisposeAsync();
        app = null;
    }
}
