namespace RiskCluster.Contracts.Markets;

/// <summary>A source of a market.</summary>
/// <param name="Source">Its name.</param>
/// <param name="Standing">Whether it counts, and if not why, in snake_case.</param>
/// <param name="Weight">In medians.</param>
/// <param name="Price">Its newest, USD per coin.</param>
/// <param name="AgeMs">How old that is.</param>
/// <param name="Deviation">From the consensus, a share of it; negative below.</param>
/// <param name="Strikes">Deviations in a row.</param>
/// <param name="LastSequence">Highest taken.</param>
public sealed record OracleSource(string Source, string Standing, decimal Weight, decimal? Price, long? AgeMs, decimal? Deviation, int Strikes, long LastSequence);
