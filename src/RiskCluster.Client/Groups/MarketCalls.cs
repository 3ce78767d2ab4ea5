using RiskCluster.Client.Calls;
using RiskCluster.Contracts.MarketData;
using RiskCluster.Contracts.Oracle;

namespace RiskCluster.Client.Groups;

/// <summary>Market data and its sources.</summary>
public sealed class MarketCalls
{
    private readonly CallSender sender;

    internal MarketCalls(CallSender sender) => this.sender = sender;

    /// <summary>The caller, a source, says what it saw.</summary>
    public Task<ObservationAccepted> Observe(string underlying, ObservationReport report, string? key = null, CancellationToken cancellation = default) =>
        sender.Send<ObservationAccepted>(ApiCall.Write(HttpMethod.Post, $"/v1/market-data/{underlying}/observations", report, key), cancellation);

    /// <summary>A market as its sources agree on it.</summary>
    public Task<MarketDocument> Get(string underlying, CancellationToken cancellation = default) =>
        sender.Send<MarketDocument>(ApiCall.Get($"/v1/market-data/{underlying}"), cancellation);

    /// <summary>How the sources are: age, standing, deviation.</summary>
    public Task<OracleStatus> Oracle(string underlying, CancellationToken cancellation = default) =>
        sender.Send<OracleStatus>(ApiCall.Get($"/v1/oracle/{underlying}/status"), cancellation);
}
