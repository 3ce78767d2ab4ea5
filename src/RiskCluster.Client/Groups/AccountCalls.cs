using RiskCluster.Client.Calls;
using RiskCluster.Client.Sequencing;
using RiskCluster.Contracts;
using RiskCluster.Contracts.Accounts;

namespace RiskCluster.Client.Groups;

/// <summary>Accounts of venues: positions, collateral, orders.</summary>
public sealed class AccountCalls
{
    private readonly CallSender sender;

    internal AccountCalls(CallSender sender) => this.sender = sender;

    /// <summary>An account as it stands.</summary>
    public Task<AccountDocument> Get(string venue, string account, CancellationToken cancellation = default) =>
        sender.Send<AccountDocument>(ApiCall.Get($"/v1/venues/{venue}/accounts/{account}"), cancellation);

    /// <summary>Takes up an account's position updates where the server has them.</summary>
    /// <remarks>One sequencer an account: another that writes beside it makes both resend snapshots.</remarks>
    public Task<AccountSequencer> Sequence(string venue, string account, CancellationToken cancellation = default) => AccountSequencer.Open(this, venue, account, cancellation);

    /// <summary>Reports the positions that changed, each with its new size. Refused with <c>sequence_gap</c> where updates are missing before it.</summary>
    public Task<PositionsApplied> UpdatePositions(string venue, string account, PositionUpdate update, string? key = null, CancellationToken cancellation = default) =>
        sender.Send<PositionsApplied>(ApiCall.Write(HttpMethod.Post, $"/v1/venues/{venue}/accounts/{account}/positions", update, key), cancellation);

    /// <summary>Reports all positions, under a new epoch; what is not named is closed.</summary>
    public Task<PositionsApplied> ReplacePositions(string venue, string account, PositionSnapshot snapshot, string? key = null, CancellationToken cancellation = default) =>
        sender.Send<PositionsApplied>(ApiCall.Write(HttpMethod.Put, $"/v1/venues/{venue}/accounts/{account}/positions", snapshot, key), cancellation);

    /// <summary>Reports the positions that changed on many accounts; each is applied or refused by itself.</summary>
    public Task<BatchApplied> UpdateMany(string venue, PositionBatch batch, string? key = null, CancellationToken cancellation = default) =>
        sender.Send<BatchApplied>(ApiCall.Write(HttpMethod.Post, $"/v1/venues/{venue}/positions:batch", batch, key), cancellation);

    /// <summary>Reports all cash and collateral; the newest wins.</summary>
    public Task<CollateralApplied> SetCollateral(string venue, string account, CollateralUpdate update, string? key = null, CancellationToken cancellation = default) =>
        sender.Send<CollateralApplied>(ApiCall.Write(HttpMethod.Put, $"/v1/venues/{venue}/accounts/{account}/collateral", update, key), cancellation);

    /// <summary>Reports a fill.</summary>
    public Task<FillApplied> ReportFill(string venue, string account, FillReport fill, string? key = null, CancellationToken cancellation = default) =>
        sender.Send<FillApplied>(ApiCall.Write(HttpMethod.Post, $"/v1/venues/{venue}/accounts/{account}/fills", fill, key), cancellation);

    /// <summary>Asks whether an order may be taken; where it may, its margin is reserved unless the order says otherwise. No is an answer with reasons, not an exception.</summary>
    public Task<OrderChecked> CheckOrder(string venue, string account, OrderCheck order, string? key = null, CancellationToken cancellation = default) =>
        sender.Send<OrderChecked>(ApiCall.Write(HttpMethod.Post, $"/v1/venues/{venue}/accounts/{account}:check-order", order, key), cancellation);

    /// <summary>Gives the margin of an order back.</summary>
    public Task<Acknowledged> ReleaseReservation(string venue, string account, string orderId, string? key = null, CancellationToken cancellation = default) =>
        sender.Send<Acknowledged>(ApiCall.Write(HttpMethod.Delete, $"/v1/venues/{venue}/accounts/{account}/reservations/{orderId}", key), cancellation);

    /// <summary>The venue consents that an account becomes an owner's.</summary>
    public Task<Acknowledged> Consent(string venue, string account, string owner, string? key = null, CancellationToken cancellation = default) =>
        sender.Send<Acknowledged>(ApiCall.Write(HttpMethod.Post, $"/v1/venues/{venue}/accounts/{account}/consent", new LinkConsent(owner), key), cancellation);

    /// <summary>The venue takes back a consent that no request of the owner has met.</summary>
    public Task<Acknowledged> WithdrawConsent(string venue, string account, string owner, string? key = null, CancellationToken cancellation = default) =>
        sender.Send<Acknowledged>(ApiCall.Write(HttpMethod.Delete, $"/v1/venues/{venue}/accounts/{account}/consent/{owner}", key), cancellation);
}
