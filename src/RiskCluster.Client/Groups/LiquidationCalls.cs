using RiskCluster.Client.Calls;
using RiskCluster.Contracts;
using RiskCluster.Contracts.Liquidations;

namespace RiskCluster.Client.Groups;

/// <summary>The liquidation board.</summary>
public sealed class LiquidationCalls
{
    private readonly CallSender sender;

    internal LiquidationCalls(CallSender sender) => this.sender = sender;

    /// <summary>Tasks of all venues, the most urgent first; without a status all that are not ended.</summary>
    public Task<Page<LiquidationDocument>> List(string? venue = null, string? status = null, string? cursor = null, int? limit = null, CancellationToken cancellation = default) =>
        sender.Send<Page<LiquidationDocument>>(ApiCall.Get($"/v1/liquidations", ("venue", venue), ("status", status), ("cursor", cursor), ("limit", limit)), cancellation);

    /// <summary>A task.</summary>
    public Task<LiquidationDocument> Get(string id, CancellationToken cancellation = default) =>
        sender.Send<LiquidationDocument>(ApiCall.Get($"/v1/liquidations/{id}"), cancellation);

    /// <summary>Everything that has happened to a task, the oldest first.</summary>
    public Task<Page<TaskEntry>> History(string id, string? cursor = null, int? limit = null, CancellationToken cancellation = default) =>
        sender.Send<Page<TaskEntry>>(ApiCall.Get($"/v1/liquidations/{id}/history", ("cursor", cursor), ("limit", limit)), cancellation);

    /// <summary>Takes a task on for a time, with a fencing token.</summary>
    public Task<ClaimGranted> Claim(string id, ClaimRequest claim, string? key = null, CancellationToken cancellation = default) =>
        sender.Send<ClaimGranted>(ApiCall.Write(HttpMethod.Post, $"/v1/liquidations/{id}:claim", claim, key), cancellation);

    /// <summary>Bids in an auction.</summary>
    public Task<TaskAnswer> Bid(string id, BidRequest bid, string? key = null, CancellationToken cancellation = default) =>
        sender.Send<TaskAnswer>(ApiCall.Write(HttpMethod.Post, $"/v1/liquidations/{id}:bid", bid, key), cancellation);

    /// <summary>Reports a trade under the claim of the token.</summary>
    public Task<TaskAnswer> Fill(string id, FillReport fill, string? key = null, CancellationToken cancellation = default) =>
        sender.Send<TaskAnswer>(ApiCall.Write(HttpMethod.Post, $"/v1/liquidations/{id}:fill", fill, key), cancellation);

    /// <summary>Gives a task back.</summary>
    public Task<TaskAnswer> Release(string id, long fencingToken, string? key = null, CancellationToken cancellation = default) =>
        sender.Send<TaskAnswer>(ApiCall.Write(HttpMethod.Post, $"/v1/liquidations/{id}:release", new ReleaseRequest(fencingToken), key), cancellation);

    /// <summary>Tasks of one venue as the venue sees them, the most urgent first; without a status all that are not ended.</summary>
    public Task<Page<LiquidationDocument>> OfVenue(string venue, string? status = null, string? cursor = null, int? limit = null, CancellationToken cancellation = default) =>
        sender.Send<Page<LiquidationDocument>>(ApiCall.Get($"/v1/venues/{venue}/liquidations", ("status", status), ("cursor", cursor), ("limit", limit)), cancellation);

    /// <summary>The venue has settled what was filled; the unwind's next step waits for it.</summary>
    public Task<TaskAnswer> Settle(string venue, string id, string? key = null, CancellationToken cancellation = default) =>
        sender.Send<TaskAnswer>(ApiCall.Write(HttpMethod.Post, $"/v1/venues/{venue}/liquidations/{id}:settle", key), cancellation);

    /// <summary>Unwinds that go on, by owner.</summary>
    public Task<Page<UnwindDocument>> Unwinds(string? cursor = null, int? limit = null, CancellationToken cancellation = default) =>
        sender.Send<Page<UnwindDocument>>(ApiCall.Get($"/v1/liquidations/unwinds", ("cursor", cursor), ("limit", limit)), cancellation);

    /// <summary>The present unwind of an owner, or the last.</summary>
    public Task<UnwindDocument> Unwind(string owner, CancellationToken cancellation = default) =>
        sender.Send<UnwindDocument>(ApiCall.Get($"/v1/liquidations/unwinds/{owner}"), cancellation);
}
