namespace RiskCluster.Contracts.Markets;

/// <summary>How much can be traded at once.</summary>
/// <param name="BidPrice">Best bid, USD per coin.</param>
/// <param name="AskPrice">Best ask, USD per coin.</param>
/// <param name="BidUsd">Bid for within one percent, USD.</param>
/// <param name="AskUsd">Offered within one percent, USD.</param>
public sealed record DepthReport(decimal BidPrice, decimal AskPrice, decimal BidUsd, decimal AskUsd);
