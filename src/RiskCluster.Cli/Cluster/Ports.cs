using System.Net;
using System.Net.Sockets;

namespace RiskCluster.Cli.Cluster;

/// <summary>Ports of this machine.</summary>
internal static class Ports
{
    /// <summary>One of loopback that nobody listens on.</summary>
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Why nobody can begin to listen there; null when somebody can.</summary>
    public static SocketException? Problem(IPAddress address, int port)
    {
        try
        {
            // Without address sharing, so that nobody who listens is overlooked.
            using var listener = new TcpListener(address, port);
            listener.Start();
            return null;
        }
        catch (SocketException problem)
        {
            return problem;
        }
    }
}
