using System.Text;
using System.Text.Json;
using RiskCluster.Client.Calls;
using RiskCluster.Contracts;
using RiskCluster.Contracts.Admin;
using RiskCluster.Contracts.Operations;
using RiskCluster.Contracts.Parameters;
using RiskCluster.Contracts.Venues;

namespace RiskCluster.Client.Groups;

/// <summary>What operators do.</summary>
public sealed class AdminCalls
{
    private readonly CallSender sender;

    internal AdminCalls(CallSender sender) => this.sender = sender;

    /// <summary>Issues a key; its secret comes with the answer and never again. Never repeated by itself.</summary>
    public Task<IssuedKey> IssueKey(KeyRequest request, CancellationToken cancellation = default) =>
        sender.Send<IssuedKey>(ApiCall.Once($"/v1/admin/keys", request), cancellation);

    /// <summary>All keys but those of venues, without their secrets.</summary>
    public Task<Page<KeyDocument>> Keys(string? cursor = null, int? limit = null, CancellationToken cancellation = default) =>
        sender.Send<Page<KeyDocument>>(ApiCall.Get($"/v1/admin/keys", ("cursor", cursor), ("limit", limit)), cancellation);

    /// <summary>Takes a key back, for ever.</summary>
    public Task<Revoked> RevokeKey(string keyId, string? key = null, CancellationToken cancellation = default) =>
        sender.Send<Revoked>(ApiCall.Write(HttpMethod.Delete, $"/v1/admin/keys/{keyId}", key), cancellation);

    /// <summary>Admits a source of a market, or changes its weight.</summary>
    public Task<Acknowledged> RegisterSource(string underlying, SourceRegistration source, string? key = null, CancellationToken cancellation = default) =>
        sender.Send<Acknowledged>(ApiCall.Write(HttpMethod.Post, $"/v1/admin/market-data/{underlying}/sources", source, key), cancellation);

    /// <summary>Removes a source with everything that it said.</summary>
    public Task<Acknowledged> RemoveSource(string underlying, string source, string? key = null, CancellationToken cancellation = default) =>
        sender.Send<Acknowledged>(ApiCall.Write(HttpMethod.Delete, $"/v1/admin/market-data/{underlying}/sources/{source}", key), cancellation);

    /// <summary>Lets a suspended source speak again.</summary>
    public Task<Acknowledged> ReinstateSource(string underlying, string source, string? key = null, CancellationToken cancellation = default) =>
        sender.Send<Acknowledged>(ApiCall.Write(HttpMethod.Post, $"/v1/admin/market-data/{underlying}/sources/{source}:reinstate", key), cancellation);

    /// <summary>Closes a market.</summary>
    public Task<Acknowledged> HaltMarket(string underlying, string reason, string? key = null, CancellationToken cancellation = default) =>
        sender.Send<Acknowledged>(ApiCall.Write(HttpMethod.Post, $"/v1/admin/market-data/{underlying}:halt", new MarketHaltRequest(reason), key), cancellation);

    /// <summary>Opens a market again, stale until the next observation.</summary>
    public Task<Acknowledged> ResumeMarket(string underlying, bool acceptPrice = false, string? key = null, CancellationToken cancellation = default) =>
        sender.Send<Acknowledged>(ApiCall.Write(HttpMethod.Post, $"/v1/admin/market-data/{underlying}:resume", new MarketResumeRequest(acceptPrice), key), cancellation);

    /// <summary>The numbers by which sources of a market are trusted.</summary>
    public Task<MarketRulesDocument> Rules(string underlying, CancellationToken cancellation = default) =>
        sender.Send<MarketRulesDocument>(ApiCall.Get($"/v1/admin/market-data/{underlying}/rules"), cancellation);

    /// <summary>Sets them.</summary>
    public Task<Acknowledged> SetRules(string underlying, MarketRulesDocument rules, string? key = null, CancellationToken cancellation = default) =>
        sender.Send<Acknowledged>(ApiCall.Write(HttpMethod.Put, $"/v1/admin/market-data/{underlying}/rules", rules, key), cancellation);

    /// <summary>What the process does and does not do now.</summary>
    public Task<ProcessDocument> Process(CancellationToken cancellation = default) =>
        sender.Send<ProcessDocument>(ApiCall.Get($"/v1/admin/process"), cancellation);

    /// <summary>The kill switch: no order passes and no liquidation begins.</summary>
    public Task<ProcessDocument> PauseDecisions(string reason, string? key = null, CancellationToken cancellation = default) =>
        sender.Send<ProcessDocument>(ApiCall.Write(HttpMethod.Post, $"/v1/admin/decisions:pause", new ReasonRequest(reason), key), cancellation);

    /// <summary>Decisions are taken again.</summary>
    public Task<ProcessDocument> ResumeDecisions(string? key = null, CancellationToken cancellation = default) =>
        sender.Send<ProcessDocument>(ApiCall.Write(HttpMethod.Post, $"/v1/admin/decisions:resume", key), cancellation);

    /// <summary>Lets callers go, before the process is stopped.</summary>
    public Task<ProcessDocument> Drain(string? key = null, CancellationToken cancellation = default) =>
        sender.Send<ProcessDocument>(ApiCall.Write(HttpMethod.Post, $"/v1/admin/process:drain", key), cancellation);

    /// <summary>Whom the last margin cycle margined, and whom it could not.</summary>
    public Task<CoverageDocument> Coverage(CancellationToken cancellation = default) =>
        sender.Send<CoverageDocument>(ApiCall.Get($"/v1/admin/coverage"), cancellation);

    /// <summary>A signed checkpoint of the journal as it stands.</summary>
    public Task<JsonElement> Checkpoint(CancellationToken cancellation = default) =>
        sender.Send<JsonElement>(ApiCall.Once($"/v1/admin/journal/checkpoint"), cancellation);

    /// <summary>The public key of checkpoints, PEM.</summary>
    public async Task<string> CheckpointKey(CancellationToken cancellation = default) =>
        Encoding.UTF8.GetString(await sender.SendForBytes(ApiCall.Get($"/v1/admin/journal/checkpoint-key"), cancellation).ConfigureAwait(false));

    /// <summary>Walks every stream of the journal and replays it.</summary>
    public Task<OperationDocument> VerifyJournal(VerifyRequest request, string? key = null, CancellationToken cancellation = default) =>
        sender.Send<OperationDocument>(ApiCall.Write(HttpMethod.Post, $"/v1/admin/journal/verify", request, key), cancellation);
}
