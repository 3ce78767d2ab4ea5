using RiskCluster.Client.Calls;
using RiskCluster.Contracts;
using RiskCluster.Contracts.Admin;
using RiskCluster.Contracts.Venues;

namespace RiskCluster.Client.Groups;

/// <summary>Venues, their keys and what they list.</summary>
public sealed class VenueCalls
{
    private readonly CallSender sender;

    internal VenueCalls(CallSender sender) => this.sender = sender;

    /// <summary>Registers a venue. Its first key comes with the answer and never again; a repetition that finds it registered has none, and <see cref="IssueKey"/> gives another.</summary>
    public Task<VenueRegistered> Register(VenueRegistration registration, string? key = null, CancellationToken cancellation = default) =>
        sender.Send<VenueRegistered>(ApiCall.Write(HttpMethod.Post, $"/v1/venues", registration, key), cancellation);

    /// <summary>All venues, by name.</summary>
    public Task<Page<VenueDocument>> List(string? cursor = null, int? limit = null, CancellationToken cancellation = default) =>
        sender.Send<Page<VenueDocument>>(ApiCall.Get($"/v1/venues", ("cursor", cursor), ("limit", limit)), cancellation);

    /// <summary>A venue as it stands.</summary>
    public Task<VenueDocument> Get(string venue, CancellationToken cancellation = default) =>
        sender.Send<VenueDocument>(ApiCall.Get($"/v1/venues/{venue}"), cancellation);

    /// <summary>Stops orders on a venue.</summary>
    public Task<VenuePatched> Halt(string venue, string reason, string? key = null, CancellationToken cancellation = default) =>
        sender.Send<VenuePatched>(ApiCall.Write(HttpMethod.Patch, $"/v1/venues/{venue}", new VenuePatch(VenueStatus.Halted, reason), key), cancellation);

    /// <summary>Lets orders pass again.</summary>
    public Task<VenuePatched> Resume(string venue, string reason, string? key = null, CancellationToken cancellation = default) =>
        sender.Send<VenuePatched>(ApiCall.Write(HttpMethod.Patch, $"/v1/venues/{venue}", new VenuePatch(VenueStatus.Active, reason), key), cancellation);

    /// <summary>Issues another key; its secret comes with the answer and never again. Never repeated by itself.</summary>
    public Task<IssuedKey> IssueKey(string venue, CancellationToken cancellation = default) =>
        sender.Send<IssuedKey>(ApiCall.Once($"/v1/venues/{venue}/keys"), cancellation);

    /// <summary>Takes a key back, for ever.</summary>
    public Task<Revoked> RevokeKey(string venue, string keyId, string? key = null, CancellationToken cancellation = default) =>
        sender.Send<Revoked>(ApiCall.Write(HttpMethod.Delete, $"/v1/venues/{venue}/keys/{keyId}", key), cancellation);

    /// <summary>Tells that a venue lives.</summary>
    public Task<Acknowledged> Heartbeat(string venue, long sequence, string? key = null, CancellationToken cancellation = default) =>
        sender.Send<Acknowledged>(ApiCall.Write(HttpMethod.Post, $"/v1/venues/{venue}/heartbeat", new HeartbeatReport(sequence), key), cancellation);

    /// <summary>Lists and delists instruments; what is so already stays so.</summary>
    public Task<InstrumentsListed> ListInstruments(string venue, InstrumentListing listing, string? key = null, CancellationToken cancellation = default) =>
        sender.Send<InstrumentsListed>(ApiCall.Write(HttpMethod.Put, $"/v1/venues/{venue}/instruments", listing, key), cancellation);

    /// <summary>What a venue lists, by name.</summary>
    public Task<Page<ListedInstrument>> Instruments(string venue, string? cursor = null, int? limit = null, CancellationToken cancellation = default) =>
        sender.Send<Page<ListedInstrument>>(ApiCall.Get($"/v1/venues/{venue}/instruments", ("cursor", cursor), ("limit", limit)), cancellation);
}
