namespace RiskCluster.Contracts.Venues;

/// <summary>An instrument that a venue lists.</summary>
/// <param name="Instrument">Its name.</param>
/// <param name="ListedAt">Since when, unix milliseconds.</param>
public sealed record ListedInstrument(string Instrument, long ListedAt);
