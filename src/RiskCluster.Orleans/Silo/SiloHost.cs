using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Orleans.Hosting;
using RiskCluster.Orleans.Grains;
using RiskCluster.Runtime.Cluster;
using RiskCluster.Runtime.Journaling;
using RiskCluster.Runtime.Node;
using RiskCluster.Runtime.RiskBoard;

namespace RiskCluster.Orleans.Silo;

/// <summary>A silo as a process of its own.</summary>
public sealed class SiloHost : IAsyncDisposable
{
    // Messages that find nobody while members change; whoever sent them is told.
    private const string Messages = "Orleans.Messaging";

    private readonly IHost host;
    private readonly StrongBox<bool> isAborted;

    private SiloHost(IHost host, StrongBox<bool> isAborted, NodeOptions options) => (this.host, this.isAborted, Decisions) = (host, isAborted, options.Decisions);

    /// <summary>The silo's kill switch.</summary>
    public DecisionSwitch Decisions { get; }

    /// <summary>The node, which serves as any other.</summary>
    public SiloNode Node => host.Services.GetRequiredService<SiloNode>();

    /// <summary>Messages that markets and models of this silo have sent to other boards: one a board and change.</summary>
    public long BoardMessages => host.Services.GetRequiredService<BoardObservers>().Messages;

    /// <summary>Joins the cluster; returns when the silo is a member.</summary>
    /// <param name="settings">How it joins.</param>
    /// <param name="journal">Shared by all silos; whoever gave it closes it, after the host.</param>
    /// <param name="calibration">How models are calibrated; the same on all silos.</param>
    /// <param name="options">Sizes and times of the node.</param>
    /// <param name="cancellation">Gives up joining.</param>
    /// <param name="tending">How it tends what is at home on it; null: as usual.</param>
    public static async Task<SiloHost> Start(SiloSettings settings, IJournal journal, ModelCalibration calibration, NodeOptions options, CancellationToken cancellation, TendingOptions? tending = null)
    {
        // As soon as it is a member its owners are on their way to it, and wait for whatever is not compiled yet.
        await Rehearsal.Run(calibration, cancellation);
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        // Standard output may be somebody's protocol.
        var isAborted = new StrongBox<bool>();
        builder.Logging.SetMinimumLevel(LogLevel.Error).AddConsole(console =>
        {
            console.LogToStandardErrorThreshold = LogLevel.Trace;
            if (settings.JsonLogs) console.FormatterName = ConsoleFormatterNames.Json;
        });
        builder.Logging.AddFilter((category, level) => !isAborted.Value && level >= (category == Messages ? LogLevel.Critical : LogLevel.Error));
        builder.UseOrleans(silo => silo.AddRiskCluster(journal, calibration, options, tending ?? new()).UseSettings(settings));
        var host = builder.Build();
        try
        {
            await host.StartAsync(cancellation);
            return new(host, isAborted, options);
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    /// <summary>Ends without leaving the cluster: the others find out by themselves, as after a crash.</summary>
    public async Task Abort()
    {
        // As a process that is killed it says nothing of what it leaves undone.
        isAborted.Value = true;
        await host.StopAsync(new CancellationToken(canceled: true));
        host.Dispose();
    }

    /// <summary>Leaves the cluster: the others are told, then actors are put to rest.</summary>
    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }
}
