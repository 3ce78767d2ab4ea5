using System.Net;

namespace RiskCluster.Host.Configuration;

/// <summary>How a process of the cluster engine finds the others: <c>RiskCluster:Cluster</c> of the settings. The database is the journal's.</summary>
public sealed record ClusterSettings
{
    /// <summary>The processes of one cluster have the same.</summary>
    public string Id { get; init; } = "riskcluster";

    /// <summary>This process's name; the next process in its place may have the same. Default: the machine's.</summary>
    public string Silo { get; init; } = Environment.MachineName;

    /// <summary>The IP address under which the others reach it. Default: loopback.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>The port for the others.</summary>
    public int Port { get; init; } = 11111;

    /// <summary>PEM file of this process's certificate; with it silos talk TLS, and each must show one.</summary>
    public string? Certificate { get; init; }

    /// <summary>PEM file of the certificate's key.</summary>
    public string? CertificateKey { get; init; }

    /// <summary>PEM file of the authority that signs the certificates of this cluster's processes, and of no others.</summary>
    public string? Authority { get; init; }

    /// <summary>The first setting outside its bounds, with its rule; null when there is none.</summary>
    /// <param name="allowPlain">Whether something else protects what silos say to each other.</param>
    public (string Setting, string Rule)? FirstFault(bool allowPlain)
    {
        if (string.IsNullOrWhiteSpace(Id)) return ("Cluster:Id", "names the cluster");
        if (string.IsNullOrWhiteSpace(Silo)) return ("Cluster:Silo", "names the process");
        if (!IPAddress.TryParse(Address, out var address)) return ("Cluster:Address", $"is an IP address; '{Address}' is none");
        if (Port is < 1 or > 65_535) return ("Cluster:Port", "is from 1 to 65535");
        var given = new[] { Certificate, CertificateKey, Authority }.Count(path => path is not null);
        if (given is not (0 or 3)) return ("Cluster:Certificate", "comes with Cluster:CertificateKey and Cluster:Authority, or not at all");
        return given == 0 && !allowPlain && !IPAddress.IsLoopback(address)
            ? ("Cluster:Certificate", "is needed beyond loopback (AllowPlain lets it be left out, where something else protects the silos' network)")
            : null;
    }
}
