using RiskCluster.Core.Turns;
using RiskCluster.Risk.Instruments;
using static RiskCluster.Core.Accounts.AccountRejection;
using Decision = RiskCluster.Core.Turns.Decision<RiskCluster.Core.Accounts.AccountEvent, RiskCluster.Core.Accounts.AccountEffect>;

namespace RiskCluster.Core.Accounts;

/// <summary>How a fill becomes position and money.</summary>
internal static class FillRules
{
    private const int MaxSources = 16;
    private const int UsdScale = 6;

    public static Decision Apply(AccountState state, AccountCommand.ApplyFill fill, in Turn turn)
    {
        if (!KeyName.IsValidSource(fill.Source)) return AccountMachine.Reject(FillSourceNotAName, "source", $"the source is not {KeyName.SourceRule}");
        if (fill.Ordinal < 1) return AccountMachine.Reject(FillOrdinal, "ordinal", $"the ordinal {fill.Ordinal} is less than 1");
        var window = state.Fills.GetValueOrDefault(fill.Source);
        if (window.Contains(fill.Ordinal)) return Decision.Duplicate();
        return Malformed(state, fill, window) ?? Unexpected(state, fill, turn) ?? Settle(state, fill);
    }

    private static Decision? Malformed(AccountState state, AccountCommand.ApplyFill fill, OrdinalWindow window)
    {
        if (window.IsForgotten(fill.Ordinal))
            return AccountMachine.Reject(FillForgotten, "ordinal", $"ordinal {fill.Ordinal} is {OrdinalWindow.Length} or more behind {window.Highest}: whether it has come is not known any more");
        if (window.Highest == 0 && state.Fills.Count >= MaxSources) return AccountMachine.Reject(TooManyFillSources, "source", $"{MaxSources} sources number fills already");
        if (fill.Quantity == 0 || !DecimalBounds.Holds(fill.Quantity, DecimalBounds.MaxQuantity))
            return AccountMachine.Reject(FillQuantity, "quantity", $"the quantity {fill.Quantity} is 0, beyond 1e15, or has more than {DecimalBounds.MaxScale} digits after the point");
        if (!DecimalBounds.IsPrice(fill.Price))
            return AccountMachine.Reject(FillPrice, "price", $"the price {fill.Price} is not from 1e-9 to 1e12 with at most {DecimalBounds.MaxScale} digits after the point");
        return null;
    }

    private static Decision? Unexpected(AccountState state, AccountCommand.ApplyFill fill, in Turn turn)
    {
        var held = state.Positions.Find(fill.Instrument);
        if (PositionRules.Unlisted(state, fill.Instrument, (held?.Size ?? 0) + fill.Quantity, turn) is { } refusal) return refusal;
        if (held is null && state.Positions.Count >= PositionRules.MaxPositions)
            return AccountMachine.Reject(AccountFull, "instrument", $"the account holds {state.Positions.Count} positions, more than that it may not");
        if (Reserved(state, fill) is { } reserved && (reserved.Instrument != fill.Instrument || reserved.Size > 0 != fill.Quantity > 0))
            return AccountMachine.Reject(ReservationDiffers, "reservation_id", $"reservation '{fill.ReservationId}' is for {reserved.Size} {reserved.Instrument}");
        return null;
    }

    private static Decision Settle(AccountState state, AccountCommand.ApplyFill fill)
    {
        var instrument = InstrumentName.Parse(fill.Instrument);
        var result = FillArithmetic.Of(instrument, state.Positions.Find(fill.Instrument), fill.Quantity, fill.Price);
        var cashUsd = DecimalBounds.Plain(state.CashUsd + result.PaidUsd);
        var coin = instrument.Settlement == Settlement.Inverse ? instrument.Underlying : null;
        var coins = coin is null ? 0 : DecimalBounds.Plain((state.Collateral.GetValueOrDefault(AccountState.LineOf(coin, chain: null))?.Quantity ?? 0) + result.PaidCoin);
        if (Math.Abs(result.Size) > DecimalBounds.MaxQuantity || Math.Abs(cashUsd) > DecimalBounds.MaxUsd || Math.Abs(coins) > DecimalBounds.MaxUsd)
            return AccountMachine.Reject(ResultBounds, "quantity", $"the account would have {result.Size} {fill.Instrument}, {cashUsd} USD, {coins} coins: at most 1e15 and 1e18 each it may");

        var outcome = new FillOutcome(result.Size, result.AveragePrice, result.PaidUsd, cashUsd, coin, result.PaidCoin, coins, Left(Reserved(state, fill), fill.Quantity));
        return Decision.Accept(new AccountEvent.FillApplied(
            fill.Source, fill.Ordinal, fill.Kind, fill.Instrument, DecimalBounds.Plain(fill.Quantity), DecimalBounds.Plain(fill.Price), fill.ReservationId, outcome));
    }

    private static Reservation? Reserved(AccountState state, AccountCommand.ApplyFill fill) =>
        fill.ReservationId is null ? null : state.Reservations.GetValueOrDefault(fill.ReservationId);

    private static Reservation? Left(Reservation? reservation, decimal quantity)
    {
        if (reservation is null || Math.Abs(quantity) >= Math.Abs(reservation.Size)) return null;
        var size = reservation.Size - quantity;
        var marginUsd = decimal.Round(reservation.InitialMarginUsd * (size / reservation.Size), UsdScale, MidpointRounding.ToPositiveInfinity);
        return reservation with { Size = DecimalBounds.Plain(size), InitialMarginUsd = DecimalBounds.Plain(Math.Min(marginUsd, reservation.InitialMarginUsd)) };
    }
}
