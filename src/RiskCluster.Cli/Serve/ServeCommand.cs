using System.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RiskCluster.Cli.Cluster;
using RiskCluster.Cli.Input;
using RiskCluster.Host;
using RiskCluster.Host.Configuration;
using RiskCluster.Host.Running;

namespace RiskCluster.Cli.Serve;

/// <summary><c>riskcluster serve</c>: the server, until it is told to stop.</summary>
internal static class ServeCommand
{
    private static readonly Option<string?> Urls = new("--urls") { Description = "Where to listen; loopback by default." };
    private static readonly Option<string?> Data = new("--data") { Description = "Folder of the journal file and of the secret that keys are made of." };
    private static readonly Option<string?> Journal = new("--journal") { Description = "sqlite:PATH or postgres:CONNECTION; a file in the data folder by default." };
    private static readonly Option<string?> Engine = new("--engine") { Description = "embedded, the default: this process alone; orleans: one silo of a cluster." };
    private static readonly Option<string?> Silo = new("--silo") { Description = "The silo's name in its cluster." };
    private static readonly Option<string?> SiloPort = new("--silo-port") { Description = "The silo's port for the other silos." };
    private static readonly Option<string?> Model = new("--model") { Description = "The margin model that a fresh journal begins with." };
    private static readonly Option<string?> History = new("--history") { Description = "Daily closes that the model is calibrated on; those that come with the program by default." };
    private static readonly Option<string?> Audience = new("--audience") { Description = "The server's name, which machines sign for." };
    private static readonly Option<string[]> Governors = new("--governors") { Description = "Who governs the model that a fresh journal begins with; at least 2.", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<bool> AllowPlain = new("--allow-plain") { Description = "Listen beyond loopback without TLS: only behind something that ends TLS." };
    private static readonly Argument<string[]> Settings = new("settings") { Description = "After --: settings of the framework, such as --Logging:LogLevel:Default=Warning.", Arity = ArgumentArity.ZeroOrMore };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("serve", "Serves the API: appsettings.json, then RiskCluster__NAME of the environment, then these options.") { Urls, Data, Journal, Engine, Silo, SiloPort, Model, History, Audience, Governors, AllowPlain, Settings };
        command.SetAction((parsed, cancellation) => Run(parsed, cancellation));
        return command;
    }

    private static async Task<int> Run(ParseResult parsed, CancellationToken cancellation)
    {
        var options = Read(parsed);
        if (options.Engine == EngineKind.Orleans && ClusterRuns.Engine is null) return ClusterRuns.Say(parsed.InvocationConfiguration.Error, "serve --engine orleans");
        await using var app = Build(options, parsed.GetValue(Settings) ?? []);
        await Start(app, options, cancellation);
        var node = app.Services.GetRequiredService<LiveNode>();
        await app.WaitForShutdownAsync(cancellation);
        return node.HasFailed ? CommandLine.Missed : 0;
    }

    private static ServeOptions Read(ParseResult parsed)
    {
        var said = new Dictionary<string, string?>
        {
            [nameof(ServeOptions.Urls)] = parsed.GetValue(Urls),
            [nameof(ServeOptions.Data)] = parsed.GetValue(Data),
            [nameof(ServeOptions.Journal)] = parsed.GetValue(Journal),
            [nameof(ServeOptions.Engine)] = parsed.GetValue(Engine),
            [$"{nameof(ServeOptions.Cluster)}:{nameof(ClusterSettings.Silo)}"] = parsed.GetValue(Silo),
            [$"{nameof(ServeOptions.Cluster)}:{nameof(ClusterSettings.Port)}"] = parsed.GetValue(SiloPort),
            [nameof(ServeOptions.Model)] = parsed.GetValue(Model),
            [nameof(ServeOptions.History)] = parsed.GetValue(History),
            [nameof(ServeOptions.Audience)] = parsed.GetValue(Audience),
            [nameof(ServeOptions.AllowPlain)] = parsed.GetValue(AllowPlain) ? "true" : null,
        };
        var governors = parsed.GetValue(Governors) ?? [];
        var lists = governors.Select((name, i) => KeyValuePair.Create($"{nameof(ServeOptions.Governors)}:{i}", (string?)name));
        try
        {
            return ServeSettings.Read(".", said.Where(item => item.Value is not null).Concat(lists));
        }
        catch (FormatException problem)
        {
            throw new InputException("serve", "", problem.Message.ReplaceLineEndings(" "));
        }
    }

    private static WebApplication Build(ServeOptions options, string[] settings)
    {
        try
        {
            return HostApp.Build(options, settings, services =>
            {
                if (options.Engine == EngineKind.Orleans) services.AddSingleton(ClusterRuns.Engine!);
            });
        }
        catch (ArgumentException problem)
        {
            throw new InputException("serve", "", problem.Message.ReplaceLineEndings(" "));
        }
    }

    /// <summary>Starts a server; what keeps it from starting is told in one line.</summary>
    internal static async Task Start(WebApplication app, ServeOptions options, CancellationToken cancellation)
    {
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (Exception problem) when (problem is IOException or FormatException or UnauthorizedAccessException or InvalidOperationException)
        {
            throw new InputException("serve", options.Urls, problem.Message.ReplaceLineEndings(" "));
        }
    }
}
