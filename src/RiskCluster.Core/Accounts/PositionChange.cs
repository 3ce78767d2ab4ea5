namespace RiskCluster.Core.Accounts;

/// <summary>A position as the venue reports it: the new size, not the difference.</summary>
/// <param name="Instrument">A name that the venue lists.</param>
/// <param name="Size">Units, negative when short; 0 closes the position.</param>
/// <param name="AveragePrice">Entry price; needed for futures and perpetuals unless the size is 0.</param>
public sealed record PositionChange(string Instrument, decimal Size, decimal? AveragePrice = null);
