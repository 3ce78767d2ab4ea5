using System.Collections.Immutable;
using RiskCluster.Core.Margins;
using RiskCluster.Core.Turns;
using static RiskCluster.Core.Accounts.AccountRejection;
using Decision = RiskCluster.Core.Turns.Decision<RiskCluster.Core.Accounts.AccountEvent, RiskCluster.Core.Accounts.AccountEffect>;

namespace RiskCluster.Core.Accounts;

/// <summary>How an order takes margin, so that no second order spends it.</summary>
internal static class OrderRules
{
    private const int MaxReservations = 1_000;
    private const long MaxLifetimeMs = 600_000;

    public static Decision Reserve(AccountState state, AccountCommand.Reserve order, in Turn turn)
    {
        if (Malformed(order) is { } refusal) return refusal;
        if (state.Reservations.TryGetValue(order.OrderId, out var known))
        {
            return known.Instrument == order.Instrument && known.Size == order.Size && known.Price == order.Price
                ? Decision.Duplicate()
                : AccountMachine.Reject(OrderIdTaken, "order_id", $"order '{order.OrderId}' stands for {known.Size} {known.Instrument} at {known.Price}");
        }

        return Unlisted(order.Instrument, turn) ?? Unmargined(state, turn.Margins) ?? Accept(order, turn);
    }

    public static Decision Release(AccountState state, AccountCommand.Release order)
    {
        if (!KeyName.IsValid(order.OrderId)) return AccountMachine.Reject(OrderIdNotAName, "order_id", $"the order id is not {KeyName.Rule}");
        return state.Reservations.ContainsKey(order.OrderId)
            ? Decision.Accept(new AccountEvent.ReservationReleased(order.OrderId))
            : AccountMachine.Reject(UnknownReservation, "order_id", $"there is no reservation of order '{order.OrderId}'");
    }

    public static Decision Expire(AccountState state, in Turn turn)
    {
        var nowMs = turn.NowMs;
        ImmutableArray<string> due = [.. state.Reservations.Where(item => item.Value.ExpiresAtMs <= nowMs).Select(item => item.Key)];
        return due.IsEmpty ? Decision.Duplicate() : Decision.Accept(new AccountEvent.ReservationsExpired(due, nowMs));
    }

    private static Decision? Malformed(AccountCommand.Reserve order)
    {
        if (!KeyName.IsValid(order.OrderId)) return AccountMachine.Reject(OrderIdNotAName, "order_id", $"the order id is not {KeyName.Rule}");
        if (order.Size == 0 || !DecimalBounds.Holds(order.Size, DecimalBounds.MaxQuantity))
            return AccountMachine.Reject(OrderSize, "size", $"the size {order.Size} is 0, beyond 1e15, or has more than {DecimalBounds.MaxScale} digits after the point");
        if (!DecimalBounds.IsPrice(order.Price))
            return AccountMachine.Reject(OrderPrice, "price", $"the price {order.Price} is not from 1e-9 to 1e12 with at most {DecimalBounds.MaxScale} digits after the point");
        return order.LifetimeMs is < 1 or > MaxLifetimeMs
            ? AccountMachine.Reject(OrderLifetime, "lifetime_ms", $"the lifetime {order.LifetimeMs} is not from 1 to {MaxLifetimeMs} ms")
            : null;
    }

    // Unlike a report of what is held, an order for something delisted has no reason to be.
    private static Decision? Unlisted(string instrument, in Turn turn) =>
        turn.IsListed(instrument) ? null
        : turn.Listed is null ? AccountMachine.Reject(ListingUnknown, "instrument", "what the venue lists is not known now")
        : AccountMachine.Reject(UnknownInstrument, "instrument", $"the venue does not list '{instrument}'");

    private static Decision? Unmargined(AccountState state, ImmutableArray<MarginEvidence> margins)
    {
        if (state.Reservations.Count >= MaxReservations) return AccountMachine.Reject(TooManyReservations, "order_id", $"{MaxReservations} orders have taken margin already");
        if (!margins.Any(margin => margin.Portfolio == state.OwnerKey) || margins.Any(margin => !IsBounded(margin)))
            return AccountMachine.Reject(MarginUnknown, null, $"the margin of '{state.OwnerKey}' cannot be computed now");

        // A figure that has not seen the order before this one would let both spend the same margin.
        foreach (var margin in margins)
            if (margin.Inputs.PositionSeq != state.Seq || margin.ReservedUsd < state.ReservedUsd)
                return AccountMachine.Reject(MarginOutdated, null, $"the margin of '{margin.Portfolio}' is of sequence {margin.Inputs.PositionSeq} with {margin.ReservedUsd} USD reserved, the account is at {state.Seq} with {state.ReservedUsd}");
        foreach (var margin in margins)
            if (margin.Status == FigureStatus.Stale) return AccountMachine.Reject(MarginStale, null, $"the margin of '{margin.Portfolio}' is from a market that is older than allowed");
        foreach (var margin in margins)
            if (margin.Status == FigureStatus.Halted) return AccountMachine.Reject(MarginHalted, null, $"the margin of '{margin.Portfolio}' is from a market that is halted");
        if (state.Gap is { } gap && !margins.All(margin => margin.ReducesRisk))
            return AccountMachine.Reject(GapOpen, null, $"position updates from {gap.FirstMissing} to {gap.Seen} of epoch {gap.Epoch} are missing: only orders that reduce risk");
        foreach (var margin in margins)
            if (!margin.Passes)
                return AccountMachine.Reject(InsufficientMargin, null, $"'{margin.Portfolio}' would have {margin.PostEquityUsd} USD of equity for {margin.PostInitialMarginUsd} of initial margin and {margin.ReservedUsd} reserved");
        return null;
    }

    private static bool IsBounded(MarginEvidence margin) =>
        new[] { margin.PreInitialMarginUsd, margin.PostInitialMarginUsd, margin.PostMaintenanceMarginUsd, margin.ReservedUsd }.All(usd => usd is >= 0 and <= DecimalBounds.MaxUsd)
        && Math.Abs(margin.PreEquityUsd) <= DecimalBounds.MaxUsd && Math.Abs(margin.PostEquityUsd) <= DecimalBounds.MaxUsd;

    private static Decision Accept(AccountCommand.Reserve order, in Turn turn)
    {
        var takenUsd = turn.Margins.Max(margin => Math.Max(0, margin.PostInitialMarginUsd - margin.PreInitialMarginUsd));
        return Decision.Accept(new AccountEvent.ReservationMade(
            order.OrderId,
            new(order.Instrument, DecimalBounds.Plain(order.Size), DecimalBounds.Plain(order.Price), DecimalBounds.Plain(takenUsd), turn.NowMs + order.LifetimeMs)));
    }
}
