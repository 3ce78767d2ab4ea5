using RiskCluster.Core.Liquidations;
using RiskCluster.Core.Turns;

namespace RiskCluster.Core.Unwinds;

/// <summary>A trade of a plan.</summary>
/// <param name="Account"><c>venue/account</c>.</param>
/// <param name="Instrument">What.</param>
/// <param name="Quantity">Units to trade, negative to sell.</param>
/// <param name="LimitPrice">The worst price that the budget allows.</param>
/// <param name="MarkPrice">Mark price.</param>
/// <param name="LastTradePrice">The venue's last trade.</param>
/// <param name="UsdPerPoint">USD that one unit gains when its price rises by 1; above 0.</param>
/// <param name="CostUsd">What the plan expects it to cost against the mark, at least 0.</param>
/// <param name="NotionalUsd">What it moves, at least 0.</param>
/// <param name="Mode">How it finds its keeper.</param>
/// <param name="Dutch">Present for a Dutch auction.</param>
/// <param name="Sealed">Present for sealed bids.</param>
/// <param name="Wave">From 0: the legs of a wave go when all of the step's wave before are settled.</param>
public sealed record PlanLeg(
    string Account,
    string Instrument,
    decimal Quantity,
    decimal LimitPrice,
    decimal MarkPrice,
    decimal LastTradePrice,
    decimal UsdPerPoint,
    decimal CostUsd,
    decimal NotionalUsd,
    LiquidationMode Mode = LiquidationMode.Order,
    DutchTerms? Dutch = null,
    SealedTerms? Sealed = null,
    int Wave = 0)
{
    /// <summary>The venue of the account.</summary>
    public string Venue() => KeyName.VenueOf(Account);
}
