using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace RiskCluster.Orleans.Silo;

/// <summary>How a silo joins its cluster.</summary>
/// <param name="Name">Its name; the next process may have the same.</param>
public sealed record SiloSettings(string Name)
{
    /// <summary>Silos of one cluster have the same.</summary>
    public string ClusterId { get; init; } = "riskcluster";

    /// <summary>PostgreSQL with the cluster's schema: members, reminders and the roster. Null: one silo alone, which keeps nothing.</summary>
    public string? Connection { get; init; }

    /// <summary>Where the other silos reach it.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port for silos.</summary>
    public int SiloPort { get; init; } = 11111;

    /// <summary>The port for clients; 0: none.</summary>
    public int GatewayPort { get; init; }

    /// <summary>Certificate with its key. With it silos talk TLS, and each must show one that <see cref="Authority"/> has signed.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Who signs the certificates of silos.</summary>
    public X509Certificate2? Authority { get; init; }

    /// <summary>Whether what it logs is JSON, a line each.</summary>
    public bool JsonLogs { get; init; }
}
