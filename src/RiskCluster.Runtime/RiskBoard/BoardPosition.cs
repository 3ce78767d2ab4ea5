namespace RiskCluster.Runtime.RiskBoard;

/// <summary>One position as its account states it.</summary>
/// <param name="Instrument">Its name.</param>
/// <param name="Size">Signed units.</param>
/// <param name="AveragePrice">USD per coin at which a future or perpetual was entered; null for options and spot.</param>
public readonly record struct BoardPosition(string Instrument, decimal Size, decimal? AveragePrice = null);
