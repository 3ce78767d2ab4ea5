using System.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RiskCluster.Cli.Cluster;
using RiskCluster.Cli.Input;
using RiskCluster.Host;
using RiskCluster.Host.Configuration;
using RiskCluster.Host.Running;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Cli.Serve;

/// <summary><c>riskcluster serve</c>: the server, until it is told to stop.</summary>
internal static class ServeCommand
{
    private static readonly TimeSpan LeaveWithin = TimeSpan.FromSeconds(15);

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("serve", "Serves the API: appsettings.json, then RiskCluster__NAME of the environment, then these options.");
        ServeArguments.AddTo(command);
        command.SetAction((parsed, cancellation) => Run(parsed, cancellation));
        return command;
    }

    private static async Task<int> Run(ParseResult parsed, CancellationToken cancellation)
    {
        var options = ServeArguments.Read(parsed);
        if (options.Engine == EngineKind.Orleans && ClusterRuns.Engine is null) return ClusterRuns.Say(parsed.InvocationConfiguration.Error, "serve --engine orleans");
        RequireModel(options.Model);
        await using var app = Build(options, parsed.GetValue(ServeArguments.Settings) ?? []);
        await Start(app, options, cancellation);
        if (parsed.GetValue(ServeArguments.WhileInput)) _ = StopWithInput(app.Lifetime);
        var node = app.Services.GetRequiredService<LiveNode>();
        await app.WaitForShutdownAsync(cancellation);
        return node.HasFailed ? CommandLine.Missed : 0;
    }

    private static async Task StopWithInput(IHostApplicationLifetime lifetime)
    {
        await using var input = Console.OpenStandardInput();
        // It reads on the calling thread.
        await Task.Run(() => input.CopyTo(Stream.Null));
        lifetime.StopApplication();
        await ProcessEnd.Within(LeaveWithin);
    }

    /// <summary>Refuses a model that no server can margin by, before anything is opened.</summary>
    internal static void RequireModel(string name)
    {
        const string one = "riskcluster-1 is one";
        try
        {
            RiskModel.Load(name);
        }
        catch (ArgumentException)
        {
            throw new InputException("serve", $"{ServeSettings.Section}:{nameof(ServeOptions.Model)}", $"no model '{name}' comes with the program; {one}");
        }
        catch (RiskModelException problem)
        {
            throw new InputException("serve", $"{ServeSettings.Section}:{nameof(ServeOptions.Model)}", $"'{name}' is there to compare with, and none that a server can margin by ({problem.Message}); {one}");
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
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new InputException("serve", $"{ServeSettings.Section}:{nameof(ServeOptions.Data)}", $"'{options.Data}' cannot be used: {problem.Message.ReplaceLineEndings(" ")}");
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
