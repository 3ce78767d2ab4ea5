namespace RiskCluster.Contracts.Markets;

/// <summary>The volatility of one strike: annual, 0.6 is sixty percent.</summary>
/// <param name="Strike">USD per coin.</param>
/// <param name="Vol">Mark.</param>
/// <param name="BidVol">Bid.</param>
/// <param name="AskVol">Ask.</param>
public sealed record VolQuoteReport(decimal Strike, decimal Vol, decimal? BidVol = null, decimal? AskVol = null);
