namespace RiskCluster.Contracts.Oracle;

/// <summary>A source of an underlying.</summary>
/// <param name="Source">Its name.</param>
/// <param name="Standing">Whether it counted in the last consensus; stale before the first.</param>
/// <param name="Weight">In medians.</param>
/// <param name="LastSequence">Highest accepted; 0 before the first.</param>
/// <param name="Strikes">Deviations in a row.</param>
/// <param name="IndexPrice">What it last said; left out before that.</param>
/// <param name="DeviationShare">How far that lies from the consensus, a share of it; left out when there is none.</param>
/// <param name="AgeMs">Of what it last said.</param>
public sealed record OracleSource(string Source, SourceRole Standing, decimal Weight, long LastSequence, int Strikes, decimal? IndexPrice, decimal? DeviationShare, long? AgeMs);
