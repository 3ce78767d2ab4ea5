namespace RiskCluster.Core.Liquidations;

/// <summary>One leg of an unwind as its queue gets it.</summary>
/// <param name="Owner">Key of the unwind.</param>
/// <param name="UnwindId">Number of the unwind, rising by owner.</param>
/// <param name="LegId">Number of the leg, rising by owner for ever: an order of an older plan is never taken for one of a newer.</param>
/// <param name="Account"><c>venue/account</c>, on the queue's venue.</param>
/// <param name="Instrument">What.</param>
/// <param name="Quantity">Units to trade, negative to sell.</param>
/// <param name="LimitPrice">The worst price that the plan allows.</param>
/// <param name="MarkPrice">Mark price of the plan.</param>
/// <param name="LastTradePrice">The venue's last trade when planned.</param>
/// <param name="ShortfallUsd">What the owner is short of, at least 0: the most urgent comes first.</param>
/// <param name="LifetimeMs">How long it may be worked on.</param>
/// <param name="Mode">How it finds its keeper.</param>
/// <param name="Dutch">Present for a Dutch auction.</param>
/// <param name="Sealed">Present for sealed bids.</param>
public sealed record LiquidationOrder(
    string Owner,
    long UnwindId,
    long LegId,
    string Account,
    string Instrument,
    decimal Quantity,
    decimal LimitPrice,
    decimal MarkPrice,
    decimal LastTradePrice,
    decimal ShortfallUsd,
    long LifetimeMs,
    LiquidationMode Mode = LiquidationMode.Order,
    DutchTerms? Dutch = null,
    SealedTerms? Sealed = null)
{
    /// <summary>The name of the order's task: <c>owner.leg</c>.</summary>
    public static string TaskIdOf(string owner, long legId) => $"{owner}.{legId}";
}
