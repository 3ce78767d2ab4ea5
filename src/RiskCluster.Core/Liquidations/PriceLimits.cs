using RiskCluster.Core.Turns;
using static RiskCluster.Core.Liquidations.LiquidationQueueRejection;
using Decision = RiskCluster.Core.Turns.Decision<RiskCluster.Core.Liquidations.LiquidationQueueEvent, RiskCluster.Core.Liquidations.LiquidationQueueEffect>;

namespace RiskCluster.Core.Liquidations;

/// <summary>
/// What a task may be traded at. Three limits, each for a failure of its own: the plan's for what the unwind can afford, the reserve price for an auction that nobody came to,
/// the band around the last trade for a price that no market made.
/// </summary>
internal static class PriceLimits
{
    public static int TimeFactor(LiquidationQueueState state) => state.IsCongested ? state.Rules.CongestedTimeFactor : 1;

    /// <summary>The least that is taken for something sold, or the most that is paid for something bought.</summary>
    public static decimal ReservePrice(LiquidationQueueState state, LiquidationOrder order)
    {
        var share = state.IsCongested ? state.Rules.CongestedReserveShare : state.Rules.ReserveShare;
        return order.MarkPrice * (order.Quantity < 0 ? share : 2 - share);
    }

    /// <summary>True when a is a worse price than b for whoever is unwound.</summary>
    public static bool IsWorse(LiquidationOrder order, decimal a, decimal b) => order.Quantity < 0 ? a < b : a > b;

    /// <summary>Null when the price keeps all limits.</summary>
    public static Decision? Beyond(LiquidationQueueState state, LiquidationTask task, decimal price)
    {
        var order = task.Order;
        if (!DecimalBounds.IsPrice(price))
            return LiquidationQueueMachine.Reject(FillPrice, "price", $"the price {price} is not from 1e-9 to 1e12 with at most {DecimalBounds.MaxScale} digits after the point");
        var limit = task.Claim?.Price is { } bid && IsWorse(order, order.LimitPrice, bid) ? bid : order.LimitPrice;
        if (IsWorse(order, price, limit)) return LiquidationQueueMachine.Reject(PriceBeyondLimit, "price", $"the price {price} is worse than the limit {limit}");
        var reserve = ReservePrice(state, order);
        if (IsWorse(order, price, reserve)) return LiquidationQueueMachine.Reject(PriceBeyondReserve, "price", $"the price {price} is worse than the reserve price {DecimalBounds.Plain(reserve)}");
        var band = order.LastTradePrice * state.Rules.LastTradeBandShare;
        return Math.Abs(price - order.LastTradePrice) > band
            ? LiquidationQueueMachine.Reject(PriceBeyondLastTrade, "price", $"the price {price} is more than {DecimalBounds.Plain(band)} from the last trade {order.LastTradePrice}")
            : null;
    }
}
