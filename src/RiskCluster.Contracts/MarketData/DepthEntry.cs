namespace RiskCluster.Contracts.MarketData;

/// <summary>How much can be traded at once.</summary>
/// <param name="BidPrice">Best bid, USD per coin.</param>
/// <param name="AskPrice">Best ask, not below the bid.</param>
/// <param name="BidUsd">Bid for within one percent of the best price, USD.</param>
/// <param name="AskUsd">Offered within one percent of the best price, USD.</param>
public sealed record DepthEntry(decimal BidPrice, decimal AskPrice, decimal BidUsd, decimal AskUsd);
