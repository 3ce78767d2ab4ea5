using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RiskCluster.Cli.Data;
using RiskCluster.Cli.Input;
using RiskCluster.Cli.Language;
using RiskCluster.Cli.Serve;
using RiskCluster.Host;
using RiskCluster.Host.Access;
using RiskCluster.Host.Access.Tokens;
using RiskCluster.Host.Configuration;
using RiskCluster.Host.Running;
using RiskCluster.Risk.Calibration;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Scenarios;
using RiskCluster.Runtime.Node;

namespace RiskCluster.Cli.Demo;

/// <summary>
/// <c>riskcluster demo --serve</c>: the demo's book behind the real server. The chains are those of the crash, moved by whole days to the present, so that the server's clock is the
/// machine's: keys, tokens and ages are what they are elsewhere.
/// </summary>
internal static class DemoServer
{
    private const string FirstFile = "pepper";
    private static readonly TimeSpan TokenLifetime = TimeSpan.FromHours(12);

    /// <summary>Serves until it is told to stop.</summary>
    public static async Task<int> Run(TextWriter output, string urls, string data, int seed, TimeSpan pace, CancellationToken cancellation)
    {
        var options = new ServeOptions { Urls = urls, Data = data };
        if (options.FirstFault() is { } fault) throw new InputException("--urls", "", fault.Rule);
        BeginAnew(data);
        await using var app = HostApp.Build(options, ["--Logging:LogLevel:Default=Warning"], services =>
        {
            services.AddSingleton(new NodeOptions { VenueBooks = DemoUnwinds.Books });
            // The operator's key is of no use to a book that begins anew each time.
            services.AddSingleton(new ConsoleText(TextWriter.Null));
        });
        await ServeCommand.Start(app, options, cancellation);
        var node = app.Services.GetRequiredService<LiveNode>();
        await node.Opened.WaitAsync(cancellation);
        var path = DemoMarket.Read(LaterMs(DateTimeOffset.UtcNow));
        var process = new ServedDemo(node, path, seed);
        await Fill(process, path, seed);
        Tell(output, app, options);
        await Task.WhenAny(process.Replay(pace, app.Lifetime.ApplicationStopping), app.WaitForShutdownAsync(cancellation)).Unwrap();
        return node.HasFailed ? CommandLine.Missed : 0;
    }

    // So many whole days that the last chain is of today: told in our time, no smile has a longer maturity than it was fitted at, which could make it cross the next one.
    private static long LaterMs(DateTimeOffset now)
    {
        var end = ChainFile.Read(DemoSample.Chains()[^1])[0].AsOf.Milliseconds;
        return Math.Max(0, (now.ToUnixTimeMilliseconds() - end) / UnixTime.MillisecondsPerDay) * UnixTime.MillisecondsPerDay;
    }

    private static async Task Fill(ServedDemo process, DemoMarket path, int seed)
    {
        var model = RiskModel.Load(ModelTexts.DefaultModel);
        var history = HistoryFile.Read(DemoSample.History);
        ImmutableArray<string> underlyings = [.. path.Opening.Select(market => market.Underlying)];
        var calibration = Calibrator.Calibrate(model, history, underlyings, ModelCalibration.DayOf(path.Opening[0].AsOf));
        var accounts = DemoCommand.Accounts(path, model, ScenarioSetBuilder.Build(model, calibration), seed, Environment.ProcessorCount, process.FirstExpiry);
        var opening = new DemoOpening(process, seed);
        await opening.OpenMarkets(underlyings);
        await process.Post(path.Opening);
        await opening.Register(accounts, () => { });
        await DemoUnwinds.Insure(process.Actors);
        process.Trade(accounts.Select(account => account.Key));
    }

    // Only a folder that a server has begun is deleted, or one that is not there.
    private static void BeginAnew(string data)
    {
        if (!Directory.Exists(data)) return;
        if (Directory.EnumerateFileSystemEntries(data).Any() && !File.Exists(Path.Combine(data, FirstFile))) throw new InputException("--data", data, "is no server's data folder, and is not emptied");
        Directory.Delete(data, recursive: true);
    }

    private static void Tell(TextWriter output, WebApplication app, ServeOptions options)
    {
        output.WriteLine($"Serving the demo at {string.Join(", ", app.Urls)}; Ctrl+C ends it. Sign in with a token, good for {TokenLifetime.TotalHours:0} hours:");
        Tell("the risk desk and operator", new("desk", [Scope.RiskRead, Scope.Admin]));
        Tell("ada, a governor", new("ada", [Scope.RiskRead, Scope.ParamsPropose, Scope.ParamsApprove]));
        Tell("grace, a governor", new("grace", [Scope.RiskRead, Scope.ParamsPropose, Scope.ParamsApprove]));
        Tell($"{FollowedOwner.Name}, an owner on three venues", new(FollowedOwner.Name, [Scope.OwnerLink, Scope.AccountRead], FollowedOwner.Name));
        output.Flush();

        void Tell(string who, TokenClaims claims) =>
            output.WriteLine($"{who}: {TokenIssuer.Issue(TokenKeys.Own(options.Data), options.Audience, claims, DateTimeOffset.UtcNow, TokenLifetime)}");
    }
}
