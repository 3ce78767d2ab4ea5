using System.Net;
using System.Net.Sockets;
using RiskCluster.Host.Configuration;
using RiskCluster.Host.Running;
using RiskCluster.Journal.Postgres;
using RiskCluster.Orleans.Silo;
using RiskCluster.Runtime.Journaling;
using RiskCluster.Runtime.Node;

namespace RiskCluster.Host.Tests.Peers.Full;

/// <summary>Makes a server a silo of Orleans, on sockets of loopback.</summary>
internal sealed class OrleansEngine(string name) : INodeEngine
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public async Task<OpenNode> Open(ServeOptions options, IJournal journal, ModelCalibration calibration, NodeOptions node, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        var connection = await ClusterSchema.Migrate(options.JournalAddress["postgres:".Length..], patience.Token);
        var host = await SiloHost.Start(new(name) { Connection = connection, SiloPort = FreePort() }, journal, calibration, node, patience.Token);
        return new(host.Node, host);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
