using System.Text.Json;
using RiskCluster.Client.Calls;
using RiskCluster.Contracts.Margins;

namespace RiskCluster.Client.Groups;

/// <summary>Margins of accounts, and what-if.</summary>
public sealed class MarginCalls
{
    private readonly CallSender sender;

    internal MarginCalls(CallSender sender) => this.sender = sender;

    /// <summary>The margin of an account.</summary>
    public Task<MarginReport> Account(string venue, string account, CancellationToken cancellation = default) =>
        sender.Send<MarginReport>(ApiCall.Get($"/v1/venues/{venue}/accounts/{account}/margin"), cancellation);

    /// <summary>Why it is what it is: everything from which it can be computed again.</summary>
    public Task<JsonElement> Explain(string venue, string account, CancellationToken cancellation = default) =>
        sender.Send<JsonElement>(ApiCall.Get($"/v1/venues/{venue}/accounts/{account}/margin/explain"), cancellation);

    /// <summary>Profit and loss over moves of price and volatility.</summary>
    public Task<HeatmapDocument> Heatmap(string venue, string account, CancellationToken cancellation = default) =>
        sender.Send<HeatmapDocument>(ApiCall.Get($"/v1/venues/{venue}/accounts/{account}/margin/heatmap"), cancellation);

    /// <summary>Tries a change: margin before and after it, and whether it is allowed. Nothing is stored.</summary>
    public Task<SimulatedMargin> Simulate(MarginSimulation simulation, CancellationToken cancellation = default) =>
        sender.Send<SimulatedMargin>(ApiCall.Ask($"/v1/margin:simulate", simulation), cancellation);
}
