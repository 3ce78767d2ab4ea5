using System.Net;
using Microsoft.AspNetCore.Http;
using RiskCluster.Core.Turns;

namespace RiskCluster.Host.Configuration;

/// <summary>The settings of <c>serve</c>: section <c>RiskCluster</c> of appsettings.json, environment variables <c>RiskCluster__Name</c>, or the command line.</summary>
public sealed record ServeOptions
{
    /// <summary>Where it listens. Default: loopback only.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:8080";

    /// <summary>Folder of what the process keeps: the journal file, and the secret that keys are made of.</summary>
    public string Data { get; init; } = ".riskcluster";

    /// <summary><c>sqlite:PATH</c> or <c>postgres:CONNECTION</c>; null for a file in <see cref="Data"/>.</summary>
    public string? Journal { get; init; }

    /// <summary>Which engine hosts the actors.</summary>
    public EngineKind Engine { get; init; } = EngineKind.Embedded;

    /// <summary>How the process finds the others; of <see cref="EngineKind.Orleans"/> only.</summary>
    public ClusterSettings Cluster { get; init; } = new();

    /// <summary>Name of the margin model to establish at the first start.</summary>
    public string Model { get; init; } = "riskcluster-1";

    /// <summary>Who governs the model that is established at the first start; at least 2.</summary>
    public IReadOnlyList<string> Governors { get; init; } = ["ada", "grace", "hypatia"];

    /// <summary>Daily closes that models are calibrated on; null for those that come with the product.</summary>
    public string? History { get; init; }

    /// <summary>The server's name, which machines sign for, so that a request to one server is of no use at another.</summary>
    public string Audience { get; init; } = "riskcluster";

    /// <summary>What all secrets are made of, 64 hexadecimal digits; null for a file in <see cref="Data"/>. Several processes over one database need the same.</summary>
    public string? Pepper { get; init; }

    /// <summary>Files of public keys that sign people's tokens: PEM, or a JSON Web Key Set; beside the server's own.</summary>
    public IReadOnlyList<string> TokenKeys { get; init; } = [];

    /// <summary>Issuers of tokens that are trusted, beside the server itself.</summary>
    public IReadOnlyList<string> TokenIssuers { get; init; } = [];

    /// <summary>How many tokens a key gets in a second; a route says how many a call takes.</summary>
    public double KeyCallsPerSecond { get; init; } = 500;

    /// <summary>How many tokens a key may gather.</summary>
    public double KeyCallsBurst { get; init; } = 2_000;

    /// <summary>How many tokens an address gets in a second, for calls without credentials and with false ones.</summary>
    public double AddressCallsPerSecond { get; init; } = 50;

    /// <summary>How many tokens an address may gather.</summary>
    public double AddressCallsBurst { get; init; } = 500;

    /// <summary>Whether it may listen beyond loopback without TLS: only behind something that ends TLS before it.</summary>
    public bool AllowPlain { get; init; }

    /// <summary>Whether every source of market data must be registered with a public key, and sign; null: where the server listens beyond loopback.</summary>
    public bool? SignedSources { get; init; }

    /// <summary>Addresses (10.0.0.5) and networks (10.0.0.0/8) of proxies that are believed when they say, in X-Forwarded-For, for whom they call.</summary>
    public IReadOnlyList<string> TrustedProxies { get; init; } = [];

    /// <summary>Whether log lines are JSON, one object a line, for whatever collects them.</summary>
    public bool JsonLogs { get; init; }

    /// <summary>Where traces go, an OTLP collector such as http://127.0.0.1:4317; null for nowhere.</summary>
    public string? TracesTo { get; init; }

    /// <summary>The share of requests and cycles that are traced, where the caller has not decided; 0 to 1.</summary>
    public double TraceShare { get; init; } = 0.05;

    /// <summary>The journal's address.</summary>
    public string JournalAddress => Journal ?? $"sqlite:{Path.Combine(Data, "riskcluster.sqlite")}";

    /// <summary>The first setting outside its bounds, with its rule; null when there is none.</summary>
    public (string Setting, string Rule)? FirstFault()
    {
        if (string.IsNullOrWhiteSpace(Urls)) return ("Urls", "names at least one address");
        if (Urls.Split(';').FirstOrDefault(url => !IsAddress(url)) is { } malformed) return ("Urls", $"are addresses such as http://127.0.0.1:8080; '{malformed}' is none");
        if (string.IsNullOrWhiteSpace(Data)) return ("Data", "names a folder");
        if (string.IsNullOrWhiteSpace(Model)) return ("Model", "names a model");
        if (!KeyName.IsValid(Audience)) return ("Audience", $"is {KeyName.Rule}");
        if (!(KeyCallsPerSecond > 0 && KeyCallsBurst >= 1)) return ("KeyCallsPerSecond", "is above 0, and KeyCallsBurst is at least 1");
        if (!(AddressCallsPerSecond > 0 && AddressCallsBurst >= 1)) return ("AddressCallsPerSecond", "is above 0, and AddressCallsBurst is at least 1");
        if (TracesTo is { } collector && !(Uri.TryCreate(collector, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https"))) return ("TracesTo", $"is an address such as http://127.0.0.1:4317; '{collector}' is none");
        if (!(TraceShare >= 0 && TraceShare <= 1)) return ("TraceShare", "is from 0 to 1");
        if (!AllowPlain && Urls.Split(';').FirstOrDefault(IsPlainBeyondLoopback) is { } url) return ("Urls", $"are https, or on loopback; {url} is neither (AllowPlain lets it pass, behind something that ends TLS)");
        if (Engine == EngineKind.Orleans && Journal?.StartsWith("postgres:", StringComparison.Ordinal) != true) return ("Journal", "is postgres:CONNECTION with the engine Orleans, because all silos share it");
        if (Engine == EngineKind.Orleans && Cluster.FirstFault(AllowPlain) is { } cluster) return cluster;
        if (TrustedProxies.FirstOrDefault(text => !ProxyTrust.IsValid(text)) is { } proxy) return ("TrustedProxies", $"are addresses such as 10.0.0.5, and networks such as 10.0.0.0/8; '{proxy}' is neither");
        return Governors.Count < 2 ? ("Governors", "are at least 2, as nobody approves his own proposal") : null;
    }

    private static bool IsAddress(string url)
    {
        try
        {
            _ = BindingAddress.Parse(url.Trim());
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <summary>True when an address would carry secrets in the clear beyond this machine; of one that cannot be read too.</summary>
    internal static bool IsPlainBeyondLoopback(string url)
    {
        if (!IsAddress(url)) return true;
        return BindingAddress.Parse(url.Trim()).Scheme.Equals("http", StringComparison.OrdinalIgnoreCase) && IsBeyondLoopback(url);
    }

    /// <summary>True when an address can be reached from other machines; of one that cannot be read too.</summary>
    internal static bool IsBeyondLoopback(string url)
    {
        if (!IsAddress(url)) return true;
        var address = BindingAddress.Parse(url.Trim());
        return !address.IsUnixPipe && !address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) && !(IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
    }
}
