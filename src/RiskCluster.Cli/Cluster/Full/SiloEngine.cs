using System.Net;
using System.Security.Cryptography.X509Certificates;
using RiskCluster.Host.Configuration;
using RiskCluster.Host.Running;
using RiskCluster.Journal.Postgres;
using RiskCluster.Orleans.Silo;
using RiskCluster.Runtime.Journaling;
using RiskCluster.Runtime.Node;

namespace RiskCluster.Cli.Cluster;

/// <summary>Hosts the actors of a server in a cluster: this process becomes one of its silos.</summary>
internal sealed class SiloEngine : INodeEngine
{
    private const string Prefix = "postgres:";
    private static readonly TimeSpan JoinPatience = TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    public async Task<OpenNode> Open(ServeOptions options, IJournal journal, ModelCalibration calibration, NodeOptions node, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(JoinPatience);
        var host = await SiloHost.Start(await Settings(options, patience.Token), journal, calibration, node, patience.Token);
        return new(host.Node, host);
    }

    private static async Task<SiloSettings> Settings(ServeOptions options, CancellationToken cancellation)
    {
        var cluster = options.Cluster;
        return new(cluster.Silo)
        {
            ClusterId = cluster.Id,
            Connection = await ClusterSchema.Migrate(options.JournalAddress[Prefix.Length..], cancellation),
            Address = IPAddress.Parse(cluster.Address),
            SiloPort = cluster.Port,
            Certificate = cluster.Certificate is { } file ? X509Certificate2.CreateFromPemFile(file, cluster.CertificateKey) : null,
            Authority = cluster.Authority is { } authority ? X509CertificateLoader.LoadCertificateFromFile(authority) : null,
            JsonLogs = options.JsonLogs,
        };
    }
}
