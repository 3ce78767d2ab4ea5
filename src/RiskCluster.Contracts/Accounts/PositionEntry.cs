namespace RiskCluster.Contracts.Accounts;

/// <summary>A position as it is now.</summary>
/// <param name="Instrument">A listed name.</param>
/// <param name="Size">The new size, not the difference: units, negative when short, 0 when closed.</param>
/// <param name="AveragePrice">Entry price; left out for options.</param>
public sealed record PositionEntry(string Instrument, decimal Size, decimal? AveragePrice = null);
