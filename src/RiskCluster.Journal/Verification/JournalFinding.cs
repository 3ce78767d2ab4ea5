namespace RiskCluster.Journal.Verification;

/// <summary>Something wrong with a stream.</summary>
/// <param name="Stream">Which.</param>
/// <param name="Seq">At which event; 0 when it concerns the whole.</param>
/// <param name="Problem">What.</param>
public sealed record JournalFinding(string Stream, long Seq, string Problem);
