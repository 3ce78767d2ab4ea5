using System.Collections.Immutable;
using RiskCluster.Core.Accounts;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Runtime.Simulation;

/// <summary>What the accounts must hold: what their venues have sent, each update once and in order.</summary>
internal sealed class AccountTruth
{
    /// <summary>USD that each account can spend on margin in the simulation.</summary>
    public const decimal EquityUsd = 100;

    private readonly Dictionary<string, ImmutableArray<SentPositions>> updates = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableArray<AccountCommand.SetCollateral>> collateral = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> applied = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedDictionary<string, decimal>> held = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AccountState> states = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Account, long Ordinal), decimal> fills = [];
    private readonly HashSet<(string Account, string Order)> orders = [];
    private readonly HashSet<(string Account, string Owner, long LinkId)> offers = [];
    private readonly Dictionary<string, (long ExpiresAtMs, string Account)> expiries = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Account, string Order), long> marketAgesMs = [];
    private readonly HashSet<(string Account, string Order)> byActiveModel = [];
    private readonly HashSet<string> releases = new(StringComparer.Ordinal);

    /// <summary>What the venue will send, in order.</summary>
    public void Expect(string account, ImmutableArray<SentPositions> sent, ImmutableArray<AccountCommand.SetCollateral> sentCollateral)
    {
        (updates[account], collateral[account]) = (sent, sentCollateral);
        (applied[account], held[account]) = (-1, new(StringComparer.Ordinal));
    }

    public void ExpectFill(string account, long ordinal, decimal quantity) => fills[(account, ordinal)] = quantity;

    public void ExpectOrder(string account, string orderId, long expiresAtMs) => expiries[orderId] = (expiresAtMs, account);

    public void ExpectRelease(string orderId) => releases.Add(orderId);

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
            AccountEvent.PositionsApplied update => Updated(account, update.Epoch, update.Sequence, isSnapshot: false, update.Changes),
            AccountEvent.PositionsReplaced snapshot => Updated(account, snapshot.Epoch, snapshot.Sequence, isSnapshot: true, snapshot.Positions),
            AccountEvent.CollateralSet set => Collateralised(account, before, set),
            AccountEvent.ReservationReleased released => releases.Contains(released.OrderId) ? null : new("an order keeps its margin until its time is over", $"{released.OrderId} was released, and nobody had asked for it"),
            AccountEvent.ReservationsExpired expired => Expired(before, expired),
            AccountEvent.FillApplied fill => Filled(account, before, fill),
            AccountEvent.ReservationMade made => Reserved(account, after, made, item),
            AccountEvent.LinkOffered offered => offers.Add((account, offered.Link.Owner, offered.Link.LinkId)) ? null : new("an offer is made once", $"{offered.Link} again"),
            AccountEvent.OwnerLinked linked => before.Link is null ? null : new("an account has one owner", $"{linked.Link} while {before.Link}"),
            _ => null,
        };
    }

    /// <summary>True when an update, or a snapshot after it, is in the account.</summary>
    public bool HasApplied(string account, int place) => applied[account] >= place;

    /// <summary>True when an order holds margin long after its time is over.</summary>
    public bool HasOverdue(string account, long nowMs) => State(account).Reservations.Values.Any(reservation => reservation.ExpiresAtMs < nowMs - MarketTruth.MaxAgeMs);

    /// <summary>Orders of an account that have taken margin and whose time is over.</summary>
    public bool HasDue(string account, long nowMs) => State(account).Reservations.Values.Any(reservation => reservation.ExpiresAtMs < nowMs);

    /// <summary>How the account differs from what was sent, counted without its rules, when all of it has been applied.</summary>
    public string? Difference(string account)
    {
        var state = State(account);
        if (applied[account] != updates[account].Length - 1) return $"has {applied[account] + 1} of {updates[account].Length} updates";
        if (state.CollateralSequence != collateral[account].Length) return $"has collateral {state.CollateralSequence} of {collateral[account].Length}";
        var missing = fills.Keys.Where(fill => fill.Account == account && !(state.Fills.TryGetValue("matching", out var window) && window.Contains(fill.Ordinal))).ToList();
        if (missing.Count > 0) return $"misses fill {missing[0].Ordinal}";
        var wanted = string.Join(' ', held[account].Where(item => item.Value != 0).Select(item => FormattableString.Invariant($"{item.Key}={item.Value:0.####}")));
        var found = string.Join(' ', state.Positions.Select(item => FormattableString.Invariant($"{item.Key}={item.Value.Size:0.####}")));
        return wanted == found ? null : $"holds {found}, sent was {wanted}";
    }

    // What was given up may be missing, but not when it has been seen that something before it is: so only a snapshot goes past it.
    private BrokenTruth? Updated(string account, long epoch, long sequence, bool isSnapshot, ImmutableArray<PositionChange> changes)
    {
        var sent = updates[account];
        var place = sent.ToList().FindIndex(item => item.Epoch == epoch && item.Sequence == sequence && item.IsSnapshot == isSnapshot);
        var last = applied[account];
        if (place <= last || (place > last + 1 && !(place == last + 2 && sent[place].IsSnapshot && sent[place - 1].IsGivenUp)))
            return new("updates are applied once and in order", $"update {epoch}.{sequence} after {last + 1} of {sent.Length}");
        applied[account] = place;
        var isSent = sent[place].Positions.Where(change => !isSnapshot || change.Size != 0).Select(change => (change.Instrument, change.Size)).SequenceEqual(changes.Select(change => (change.Instrument, change.Size)));
        if (!isSent) return new("an account holds what its venue sent", $"update {epoch}.{sequence} is another");
        if (isSnapshot) held[account].Clear();
        foreach (var change in changes) held[account][change.Instrument] = change.Size;
        return null;
    }

    private BrokenTruth? Collateralised(string account, AccountState before, AccountEvent.CollateralSet set)
    {
        if (set.Sequence <= before.CollateralSequence || set.Sequence > collateral[account].Length) return new("the newest collateral counts", $"{set.Sequence} came after {before.CollateralSequence}");
        var sent = collateral[account][(int)set.Sequence - 1];
        return sent.CashUsd == set.CashUsd && sent.Items.SequenceEqual(set.Items) ? null : new("an account holds what its venue sent", $"collateral {set.Sequence} is another");
    }

    private static BrokenTruth? Expired(AccountState before, AccountEvent.ReservationsExpired expired)
    {
        var early = expired.OrderIds.FirstOrDefault(order => before.Reservations[order].ExpiresAtMs > expired.AtMs);
        return early is null ? null : new("an order keeps its margin until its time is over", $"{early} lost it {before.Reservations[early].ExpiresAtMs - expired.AtMs} ms before");
    }

    private BrokenTruth? Filled(string account, AccountState before, AccountEvent.FillApplied fill)
    {
        if (before.Fills.TryGetValue(fill.Source, out var window) && window.Contains(fill.Ordinal)) return new("a fill is applied once", $"fill {fill.Ordinal} again");
        held[account][fill.Instrument] = held[account].GetValueOrDefault(fill.Instrument) + fill.Quantity;
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
