namespace RiskCluster.Contracts.Liquidations;

/// <summary>A task of a liquidation queue: <c>GET /v1/liquidations</c>, the most urgent first.</summary>
/// <param name="Id"><c>venue:task</c>.</param>
/// <param name="Venue">Whose queue.</param>
/// <param name="Owner">Whose unwind; keepers see a name that says nothing.</param>
/// <param name="Account"><c>venue/account</c>.</param>
/// <param name="Instrument">What.</param>
/// <param name="Mode"><c>order</c>, <c>dutch</c> or <c>sealed</c>.</param>
/// <param name="Status">open, claimed, partially_filled, filled, settled, expired, cancelled.</param>
/// <param name="Quantity">Units, negative to sell.</param>
/// <param name="FilledQuantity">Of the same sign.</param>
/// <param name="MarkPrice">When it was planned.</param>
/// <param name="LimitPrice">The worst price that is taken.</param>
/// <param name="OpenedAt">Unix milliseconds.</param>
/// <param name="ExpiresAt">Unix milliseconds.</param>
/// <param name="Keeper">Who holds the claim; left out when nobody does.</param>
/// <param name="LeaseExpiresAt">Of the claim.</param>
public sealed record LiquidationDocument(
    string Id,
    string Venue,
    string Owner,
    string Account,
    string Instrument,
    string Mode,
    string Status,
    decimal Quantity,
    decimal FilledQuantity,
    decimal MarkPrice,
    decimal LimitPrice,
    long OpenedAt,
    long ExpiresAt,
    string? Keeper,
    long? LeaseExpiresAt);
