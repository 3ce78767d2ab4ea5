using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RiskCluster.Host;
using RiskCluster.Host.Access;
using RiskCluster.Host.Access.Tokens;
using RiskCluster.Host.Configuration;
using RiskCluster.Host.Running;

namespace RiskCluster.Cli.Tests.Remote;

/// <summary>The real server in this process, in real time, and commands that call it.</summary>
internal sealed class LiveServer : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ServeOptions options;
    private readonly WebApplication app;

    private LiveServer(Func<ServeOptions, ServeOptions>? change)
    {
        options = new() { Urls = "http://127.0.0.1:0", Data = folder.File("data"), Journal = "memory:" };
        options = change?.Invoke(options) ?? options;
        app = HostApp.Build(options, [], services =>
        {
            services.AddLogging(logging => logging.ClearProviders());
            services.AddSingleton(new ConsoleText(TextWriter.Null));
        });
    }

    /// <summary>Where it listens.</summary>
    public string Url => app.Urls.Single();

    /// <summary>What is behind it.</summary>
    public LiveNode Node => app.Services.GetRequiredService<LiveNode>();

    /// <summary>The operator, who reads everything too.</summary>
    public string[] Root => Person("root", Scope.Admin, Scope.RiskRead);

    /// <summary>Starts one over a journal in memory, unless the options say otherwise.</summary>
    public static async Task<LiveServer> Start(Func<ServeOptions, ServeOptions>? change = null)
    {
        var server = new LiveServer(change);
        await server.app.StartAsync();
        await server.Node.Opened;
        return server;
    }

    /// <summary>A file beside the server's data.</summary>
    public string File(string name) => folder.File(name);

    /// <summary>A token of a person, as options.</summary>
    public string[] Person(string name, params ImmutableArray<Scope> scopes) =>
        ["--token", TokenIssuer.Issue(TokenKeys.Own(options.Data), options.Audience, new(name, scopes), DateTimeOffset.UtcNow, TimeSpan.FromHours(1))];

    /// <summary>A new key, as options.</summary>
    public string[] Key(string kind, string name) => KeyOf(Done(Root, "keys", "create", kind, name, "--json"));

    /// <summary>A venue that lists some instruments, as options of its key.</summary>
    public string[] Venue(string name, params string[] instruments)
    {
        var venue = KeyOf(Done(Root, "venue", "register", name, "--chain", "ethereum", "--currency", "USDC", "--json"));
        Done(venue, ["venue", "instruments", name, "--add", .. instruments]);
        return venue;
    }

    /// <summary>A command, whatever comes of it.</summary>
    public CommandRun Of(string[] who, params string[] args) => CommandRun.Of([.. args, "--server", Url, .. who]);

    /// <summary>What a command says that must succeed.</summary>
    public string Done(string[] who, params string[] args)
    {
        var run = Of(who, args);
        run.ExitCode.ShouldBe(0, $"{string.Join(' ', args)}: {run.Error}");
        return run.Output;
    }

    /// <summary>What a command answers as JSON that must succeed.</summary>
    public JsonElement Json(string[] who, params string[] args) => JsonDocument.Parse(Done(who, [.. args, "--json"])).RootElement;

    /// <summary>A command that the server must refuse, and why.</summary>
    public void Refused(string[] who, string reason, params string[] args)
    {
        var run = Of(who, args);
        run.ExitCode.ShouldBe(CommandLine.Refused, run.Output);
        run.Error.ShouldContain(reason);
    }

    /// <summary>Waits for what the server does by itself.</summary>
    public static async Task Until(Func<bool> condition)
    {
        for (var i = 0; !condition(); i++)
        {
            i.ShouldBeLessThan(600, "it takes too long");
            await Task.Delay(100);
        }
    }

    /// <summary>The options of a key that was shown as JSON.</summary>
    public static string[] KeyOf(string json)
    {
        var key = JsonDocument.Parse(json).RootElement;
        return ["--key", key.GetProperty("key_id").GetString()!, "--secret", key.GetProperty("secret").GetString()!];
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        folder.Dispose();
    }
}
