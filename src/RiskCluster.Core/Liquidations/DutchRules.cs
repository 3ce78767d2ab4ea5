using System.Collections.Immutable;
using RiskCluster.Core.Turns;
using RiskCluster.Risk.Auctions;
using static RiskCluster.Core.Liquidations.LiquidationQueueRejection;
using Decision = RiskCluster.Core.Turns.Decision<RiskCluster.Core.Liquidations.LiquidationQueueEvent, RiskCluster.Core.Liquidations.LiquidationQueueEffect>;

namespace RiskCluster.Core.Liquidations;

/// <summary>
/// Bids in a Dutch auction (MODEL SYS-2). A share f of what is left of the order changes hands at the mark price times the discount of the moment (bought legs: times 2 minus
/// it), f at most what lands the account on its buffer margin. The account's figures cross to the algebra's doubles here, and back rounded to 1e-9.
/// </summary>
internal static class DutchRules
{
    private const int FractionScale = 12;
    private const decimal MsPerSecond = 1000;

    public static Decision Bid(LiquidationQueueState state, LiquidationQueueCommand.Bid bid, in Turn turn)
    {
        if (!KeyName.IsValid(bid.Keeper)) return LiquidationQueueMachine.Reject(KeeperNotAName, "keeper", $"the keeper is not {KeyName.Rule}");
        if (!KeyName.IsValid(bid.FillId)) return LiquidationQueueMachine.Reject(FillIdNotAName, "fill_id", $"the fill id is not {KeyName.Rule}");
        if (!state.Tasks.TryGetValue(bid.TaskId, out var task)) return LiquidationQueueMachine.Unknown(state, bid.TaskId);
        if (state.Fills.TryGetValue(bid.FillId, out var known))
            return known.TaskId == bid.TaskId && known.Fraction == bid.Fraction
                ? Decision.Duplicate()
                : LiquidationQueueMachine.Reject(FillDiffers, "fill_id", $"fill '{bid.FillId}' stands for {known.Quantity} at {known.Price} of task '{known.TaskId}'");
        if (LiquidationQueueMachine.Taken(state, bid.TaskId, task, keeper: null) is { } refusal) return refusal;
        if (task.Mode != LiquidationMode.Dutch) return LiquidationQueueMachine.Reject(WrongMode, "task_id", $"task '{bid.TaskId}' is no Dutch auction: {Reasons.Of(task.Mode)}");
        if (bid.Fraction is <= 0 or > 1 || decimal.Round(bid.Fraction, FractionScale) != bid.Fraction)
            return LiquidationQueueMachine.Reject(FractionBounds, "fraction", $"the fraction {bid.Fraction} is not within (0, 1] with at most {FractionScale} digits after the point");
        return Take(state, bid, task, turn);
    }

    /// <summary>The quote of a task at a moment.</summary>
    public static AuctionQuote Quote(LiquidationTask task, long nowMs, decimal fraction)
    {
        var terms = task.Dutch!;
        var curve = new DiscountCurve([.. terms.Curve.Select(corner => new DiscountPoint((double)(corner.AtMs / MsPerSecond), (double)corner.Share))]);
        var account = new AuctionAccount((double)terms.MarkValueUsd, null, (double)terms.MaintenanceExcessUsd, (double)terms.ReservedCashUsd);
        return PartialAuction.Quote(account, (double)terms.BufferShare, curve, (double)(Math.Max(0, nowMs - task.OpenedAtMs) / MsPerSecond), (double)fraction);
    }

    private static Decision Take(LiquidationQueueState state, LiquidationQueueCommand.Bid bid, LiquidationTask task, in Turn turn)
    {
        var quote = Quote(task, turn.NowMs, bid.Fraction);
        var isLast = quote.Fraction >= quote.MaximalFraction;
        var quantity = quote.Fraction >= 1 ? task.RemainingQuantity : decimal.Round(task.RemainingQuantity * Decimal(quote.Fraction, FractionScale), DecimalBounds.MaxScale, MidpointRounding.ToZero);
        if (quote.State != AuctionState.Solvent || quantity == 0)
            return LiquidationQueueMachine.Reject(NothingForSale, "fraction", $"nothing of task '{bid.TaskId}' is for sale: the account is {Reasons.Of(quote.State)}, and {bid.Fraction} of {task.RemainingQuantity} is {quantity}");

        var discount = Decimal(quote.DiscountShare, FractionScale);
        var price = DecimalBounds.Plain(decimal.Round(task.Order.MarkPrice * (task.Order.Quantity < 0 ? discount : 2 - discount), DecimalBounds.MaxScale));
        if (PriceLimits.Beyond(state, task, price) is { } refusal) return refusal;
        var after = task.Dutch! with
        {
            MarkValueUsd = Decimal(quote.After.MarkValueUsd, DecimalBounds.MaxScale),
            MaintenanceExcessUsd = Decimal(quote.After.MaintenanceExcessUsd, DecimalBounds.MaxScale),
            ReservedCashUsd = Decimal(quote.After.ReservedCashUsd, DecimalBounds.MaxScale),
        };
        var taken = new LiquidationQueueEvent.FillTaken(
            bid.TaskId, bid.FillId, state.LastFill + 1, bid.Keeper, 0, DecimalBounds.Plain(quantity), price, isLast || quantity == task.RemainingQuantity, bid.Fraction, after);
        return Decision.Accept([taken], ClaimRules.Traded(state, task.Order, taken));
    }

    private static decimal Decimal(double value, int scale) => DecimalBounds.Plain(decimal.Round((decimal)value, scale));
}
