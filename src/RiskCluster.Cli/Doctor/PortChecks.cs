using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using RiskCluster.Cli.Cluster;
using RiskCluster.Client;
using RiskCluster.Client.Access;
using RiskCluster.Host.Configuration;

namespace RiskCluster.Cli.Doctor;

/// <summary>The addresses that the server is to listen on: free, or this very server's.</summary>
internal static class PortChecks
{
    private static readonly ClientOptions Quick = new() { Retries = 0, AttemptTimeout = TimeSpan.FromSeconds(5) };

    /// <summary>Looks.</summary>
    public static async Task<IReadOnlyList<Diagnosis>> Of(ServeOptions options, CancellationToken cancellation)
    {
        var found = new List<Diagnosis>();
        foreach (var url in options.Urls.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var address = BindingAddress.Parse(url);
            if (address.IsUnixPipe || address.Port == 0) found.Add(Diagnosis.Ok("port", $"{url}: is looked at when the server starts"));
            else found.Add(Ports.Problem(Ip(address.Host), address.Port) is not { } problem ? Diagnosis.Ok("port", $"{url}: free") : await Taken(url, address, problem, cancellation));
        }

        return found;
    }

    private static async Task<Diagnosis> Taken(string url, BindingAddress address, SocketException problem, CancellationToken cancellation)
    {
        if (problem.SocketErrorCode != SocketError.AddressAlreadyInUse)
            return Diagnosis.Fail("port", $"{url}: {problem.Message}", "ports below 1024 need CAP_NET_BIND_SERVICE, and an address must be one of this machine's");
        var host = Ip(address.Host) is var ip && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any)) ? "127.0.0.1" : address.Host;
        try
        {
            using var api = new RiskClusterClient([new($"{address.Scheme}://{host}:{address.Port}")], Credentials.None, Quick);
            var version = await api.Version(cancellation);
            return Diagnosis.Ok("port", $"{url}: RiskCluster {version.Version} answers there");
        }
        catch (Exception other) when (other is ServerUnreachableException or RiskClusterException)
        {
            return Diagnosis.Fail("port", $"{url}: somebody else listens there", "stop it, or name another address with --urls");
        }
    }

    private static IPAddress Ip(string host) =>
        IPAddress.TryParse(host.Trim('[', ']'), out var ip) ? ip
        : host.Equals("localhost", StringComparison.OrdinalIgnoreCase) ? IPAddress.Loopback
        : Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any;
}
