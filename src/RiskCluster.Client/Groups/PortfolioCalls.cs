using System.Text.Json;
using RiskCluster.Client.Calls;
using RiskCluster.Contracts;
using RiskCluster.Contracts.Margins;
using RiskCluster.Contracts.Portfolios;

namespace RiskCluster.Client.Groups;

/// <summary>Owners and which accounts are theirs.</summary>
public sealed class PortfolioCalls
{
    private readonly CallSender sender;

    internal PortfolioCalls(CallSender sender) => this.sender = sender;

    /// <summary>All owners, the least maintenance excess first.</summary>
    public Task<Page<PortfolioRow>> List(string? cursor = null, int? limit = null, CancellationToken cancellation = default) =>
        sender.Send<Page<PortfolioRow>>(ApiCall.Get($"/v1/portfolios", ("cursor", cursor), ("limit", limit)), cancellation);

    /// <summary>An owner in one line.</summary>
    public Task<PortfolioRow> Get(string owner, CancellationToken cancellation = default) =>
        sender.Send<PortfolioRow>(ApiCall.Get($"/v1/portfolios/{owner}"), cancellation);

    /// <summary>The netted margin of an owner.</summary>
    public Task<MarginReport> Margin(string owner, CancellationToken cancellation = default) =>
        sender.Send<MarginReport>(ApiCall.Get($"/v1/portfolios/{owner}/margin"), cancellation);

    /// <summary>Why it is what it is: everything from which it can be computed again.</summary>
    public Task<JsonElement> Explain(string owner, CancellationToken cancellation = default) =>
        sender.Send<JsonElement>(ApiCall.Get($"/v1/portfolios/{owner}/margin/explain"), cancellation);

    /// <summary>Profit and loss over moves of price and volatility.</summary>
    public Task<HeatmapDocument> Heatmap(string owner, CancellationToken cancellation = default) =>
        sender.Send<HeatmapDocument>(ApiCall.Get($"/v1/portfolios/{owner}/margin/heatmap"), cancellation);

    /// <summary>An owner's links, by account.</summary>
    public Task<Page<LinkDocument>> Links(string owner, string? cursor = null, int? limit = null, CancellationToken cancellation = default) =>
        sender.Send<Page<LinkDocument>>(ApiCall.Get($"/v1/portfolios/{owner}/links", ("cursor", cursor), ("limit", limit)), cancellation);

    /// <summary>The owner consents that an account becomes its own; it does so when its venue consents too.</summary>
    public Task<LinkAnswer> RequestLink(string owner, string venue, string account, string? key = null, CancellationToken cancellation = default) =>
        sender.Send<LinkAnswer>(ApiCall.Write(HttpMethod.Post, $"/v1/portfolios/{owner}/links", new LinkRequest(venue, account), key), cancellation);

    /// <summary>The owner lets an account go; initial margin must be covered on both sides afterwards.</summary>
    public Task<LinkAnswer> Unlink(string owner, string venue, string account, string? key = null, CancellationToken cancellation = default) =>
        sender.Send<LinkAnswer>(ApiCall.Write(HttpMethod.Delete, $"/v1/portfolios/{owner}/links/{venue}/{account}", key), cancellation);
}
