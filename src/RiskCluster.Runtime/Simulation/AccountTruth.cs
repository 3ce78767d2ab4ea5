using System.Collections.Immutable;
using RiskCluster.Core.Accounts;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Runtime.Simulation;

/// <summary>What the accounts must hold: what their venues have sent, each update once and in order.</summary>
internal sealed class AccountTruth
{
    /// <summary>USD that each account can spend on margin in the simulation.</summary>
    public const decimal EquityUsd = 100;

    private readonly Dictionary<string, ImmutableArray<PositionChange>[]> updates = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AccountState> states = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Account, long Ordinal), decimal> fills = [];
    private readonly HashSet<(string Account, string Order)> orders = [];
    private readonly HashSet<(string Account, string Owner, long LinkId)> offers = [];
    private readonly Dictionary<string, (long ExpiresAtMs, string Account)> expiries = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Account, string Order), long> marketAgesMs = [];
    private readonly HashSet<(string Account, string Order)> byActiveModel = [];

    /// <summary>What the venue will send, in order.</summary>
    public void Expect(string account, ImmutableArray<PositionChange>[] sent) => updates[account] = sent;

    public void ExpectFill(string account, long ordinal, decimal quantity) => fills[(account, ordinal)] = quantity;

    public void ExpectOrder(string account, string orderId, long expiresAtMs) => expiries[orderId] = (expiresAtMs, account);

    /// <summary>A decision on an order was given margins computed from a market of that age, by the model that is in force or not. Of several attempts the best counts.</summary>
    public void Margined(string account, string orderId, long marketAgeMs, bool isByActiveModel)
    {
        marketAgesMs[(account, orderId)] = Math.Min(marketAgeMs, marketAgesMs.GetValueOrDefault((account, orderId), long.MaxValue));
        if (isByActiveModel) byActiveModel.Add((account, orderId));
    }

    public AccountState State(string account) => states.TryGetValue(account, out var state) ? state : AccountMachine.Initial(account);

    public bool HasOrder(string account, string orderId) => orders.Contains((account, orderId));

    public BrokenTruth? Follow(string account, AccountEvent change, JournalRecord item)
    {
        var before = State(account);
        var after = AccountMachine.Apply(before, change);
        states[account] = after;
        return change switch
        {
            AccountEvent.PositionsApplied applied => Updated(account, before, applied),
            AccountEvent.FillApplied fill => Filled(account, before, fill),
            AccountEvent.ReservationMade made => Reserved(account, after, made, item),
            AccountEvent.LinkOffered offered => offers.Add((account, offered.Link.Owner, offered.Link.LinkId)) ? null : new("an offer is made once", $"{offered.Link} again"),
            AccountEvent.OwnerLinked linked => before.Link is null ? null : new("an account has one owner", $"{linked.Link} while {before.Link}"),
            _ => null,
        };
    }

    /// <summary>What the account's positions must be when all updates and fills have been applied.</summary>
    public string? Difference(string account, string fillInstrument)
    {
        var state = State(account);
        var expected = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var update in updates[account])
            foreach (var change in update) expected[change.Instrument] = change.Size;
        expected[fillInstrument] = fills.Where(fill => fill.Key.Account == account).Sum(fill => fill.Value);
        var wanted = string.Join(' ', expected.Where(item => item.Value != 0).Select(item => FormattableString.Invariant($"{item.Key}={item.Value:0.####}")));
        var found = string.Join(' ', state.Positions.Select(item => FormattableString.Invariant($"{item.Key}={item.Value.Size:0.####}")));
        return wanted == found ? null : $"holds {found}, sent was {wanted}";
    }

    private BrokenTruth? Updated(string account, AccountState before, AccountEvent.PositionsApplied applied)
    {
        if (applied.Sequence != before.LastSequence + 1) return new("updates are applied once and in order", $"update {applied.Sequence} after {before.LastSequence}");
        var isSent = updates[account][applied.Sequence - 1].Select(change => (change.Instrument, change.Size)).SequenceEqual(applied.Changes.Select(change => (change.Instrument, change.Size)));
        return isSent ? null : new("an account holds what its venue sent", $"update {applied.Sequence} is another");
    }

    private BrokenTruth? Filled(string account, AccountState before, AccountEvent.FillApplied fill)
    {
        if (before.Fills.TryGetValue(fill.Source, out var window) && window.Contains(fill.Ordinal)) return new("a fill is applied once", $"fill {fill.Ordinal} again");
        return fills.GetValueOrDefault((account, fill.Ordinal)) == fill.Quantity ? null : new("an account holds what its venue sent", $"fill {fill.Ordinal} is another");
    }

    private BrokenTruth? Reserved(string account, AccountState after, AccountEvent.ReservationMade made, JournalRecord item)
    {
        if (!orders.Add((account, made.OrderId))) return new("an order takes margin once", $"order {made.OrderId} again");
        if (after.ReservedUsd > EquityUsd) return new("margin is not spent twice", $"{after.ReservedUsd} USD are taken of {EquityUsd}");
        if (expiries.TryGetValue(made.OrderId, out var expiry) && item.AtMs >= expiry.ExpiresAtMs) return new("what has expired is refused", $"order {made.OrderId} expired at {expiry.ExpiresAtMs}, the turn was at {item.AtMs}");
        if (!marketAgesMs.TryGetValue((account, made.OrderId), out var ageMs)) return new("margin rests on evidence", $"order {made.OrderId} has none");
        if (!byActiveModel.Contains((account, made.OrderId))) return new("all margin with the model that is in force", $"order {made.OrderId} was margined by an earlier one");
        return ageMs <= MarketTruth.MaxAgeMs ? null : new("no credit on stale input", $"order {made.OrderId} rests on a market {ageMs} ms old");
    }
}
