namespace RiskCluster.Contracts.MarketData;

/// <summary>The annual volatility of one strike, as a decimal: 0.6 is sixty percent.</summary>
/// <param name="Strike">USD per coin, above 0.</param>
/// <param name="Vol">Mark; above 0, at most 20.</param>
/// <param name="BidVol">Bid; left out when nobody bids.</param>
/// <param name="AskVol">Ask; left out when nobody offers.</param>
public sealed record VolQuoteEntry(decimal Strike, decimal Vol, decimal? BidVol = null, decimal? AskVol = null);
