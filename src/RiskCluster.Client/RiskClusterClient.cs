using RiskCluster.Client.Access;
using RiskCluster.Client.Calls;
using RiskCluster.Client.Groups;
using RiskCluster.Contracts;

namespace RiskCluster.Client;

/// <summary>
/// A RiskCluster server, or several over the same data. Thread-safe; make one and keep it. Every call throws <see cref="RiskClusterException"/> when it is refused and
/// <see cref="ServerUnreachableException"/> when nobody answers. Reads, and writes under their idempotency key, are repeated with growing waits; what would act twice is not.
/// </summary>
public sealed class RiskClusterClient : IDisposable
{
    private readonly CallSender sender;

    /// <summary>A client of one server.</summary>
    /// <param name="server">Its address, such as <c>http://127.0.0.1:8080</c>.</param>
    /// <param name="credentials">Who calls.</param>
    public RiskClusterClient(Uri server, Credentials credentials)
        : this([server], credentials)
    {
    }

    /// <summary>A client of several servers over the same data: where one cannot be reached it goes on with the next.</summary>
    /// <param name="servers">Their addresses.</param>
    /// <param name="credentials">Who calls.</param>
    /// <param name="options">How patient it is.</param>
    /// <param name="handler">What carries the requests; a pool of connections by default. The client disposes of it.</param>
    /// <exception cref="ArgumentException">An address or an option is none.</exception>
    public RiskClusterClient(IReadOnlyList<Uri> servers, Credentials credentials, ClientOptions? options = null, HttpMessageHandler? handler = null)
    {
        ArgumentNullException.ThrowIfNull(servers);
        ArgumentNullException.ThrowIfNull(credentials);
        sender = new(servers, credentials, options ?? new(), handler ?? new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5), Expect100ContinueTimeout = TimeSpan.FromMinutes(1) });
        Venues = new(sender);
        Accounts = new(sender);
        Portfolios = new(sender);
        Markets = new(sender);
        Margin = new(sender);
        Parameters = new(sender);
        Liquidations = new(sender);
        Operations = new(sender);
        Attestations = new(sender);
        Admin = new(sender);
        Stream = new(sender);
    }

    /// <summary>Venues, their keys and what they list.</summary>
    public VenueCalls Venues { get; }

    /// <summary>Accounts of venues: positions, collateral, orders.</summary>
    public AccountCalls Accounts { get; }

    /// <summary>Owners and which accounts are theirs.</summary>
    public PortfolioCalls Portfolios { get; }

    /// <summary>Market data and its sources.</summary>
    public MarketCalls Markets { get; }

    /// <summary>Margins of accounts, and what-if.</summary>
    public MarginCalls Margin { get; }

    /// <summary>The model in force and its governance.</summary>
    public ParameterCalls Parameters { get; }

    /// <summary>The liquidation board.</summary>
    public LiquidationCalls Liquidations { get; }

    /// <summary>What takes its time.</summary>
    public OperationCalls Operations { get; }

    /// <summary>Signed figures.</summary>
    public AttestationCalls Attestations { get; }

    /// <summary>What operators do.</summary>
    public AdminCalls Admin { get; }

    /// <summary>What is new, as it comes.</summary>
    public StreamCalls Stream { get; }

    /// <summary>What runs, and the name that machines sign for.</summary>
    public Task<VersionReport> Version(CancellationToken cancellation = default) => sender.Send<VersionReport>(ApiCall.Get($"/version") with { IsPublic = true }, cancellation);

    /// <summary>Whether the server takes calls now; a server that cannot be reached does not.</summary>
    public async Task<bool> IsReady(CancellationToken cancellation = default)
    {
        try
        {
            await sender.SendForBytes(ApiCall.Get($"/health/ready") with { Repeat = Repeat.Never, IsPublic = true }, cancellation).ConfigureAwait(false);
            return true;
        }
        catch (Exception failure) when (failure is RiskClusterException or ServerUnreachableException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => sender.Dispose();
}
