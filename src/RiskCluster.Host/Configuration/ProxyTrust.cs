using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace RiskCluster.Host.Configuration;

/// <summary>Which proxies are believed. A caller's address is the last one on the way that no trusted proxy vouches for, so that nobody chooses his own.</summary>
internal static class ProxyTrust
{
    /// <summary>True for an address or a network.</summary>
    public static bool IsValid(string text) => IPAddress.TryParse(text, out _) || IPNetwork.TryParse(text, out _);

    /// <summary>What the framework reads X-Forwarded-For by.</summary>
    public static ForwardedHeadersOptions Of(IReadOnlyList<string> proxies)
    {
        // However many of ours stand one behind the other: reading ends at the first that is not.
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var text in proxies)
        {
            if (IPAddress.TryParse(text, out var address)) options.KnownProxies.Add(address);
            else options.KnownIPNetworks.Add(IPNetwork.Parse(text));
        }

        return options;
    }
}
