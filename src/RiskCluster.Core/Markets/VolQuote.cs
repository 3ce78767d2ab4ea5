namespace RiskCluster.Core.Markets;

/// <summary>The volatility of one strike, as a source quotes it. Annual, as a decimal: 0.6 is sixty percent.</summary>
/// <param name="Strike">USD per coin, above 0.</param>
/// <param name="Vol">Mark; above 0, at most 20.</param>
/// <param name="BidVol">Bid; null when nobody bids.</param>
/// <param name="AskVol">Ask; null when nobody offers.</param>
public sealed record VolQuote(decimal Strike, decimal Vol, decimal? BidVol = null, decimal? AskVol = null);
