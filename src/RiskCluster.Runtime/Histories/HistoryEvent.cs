namespace RiskCluster.Runtime.Histories;

/// <summary>An event as it stands in the journal in the end.</summary>
/// <param name="Stream">Its stream.</param>
/// <param name="Seq">Its number.</param>
/// <param name="Message">The update that caused it. Every update of a checked history causes one event.</param>
public sealed record HistoryEvent(string Stream, long Seq, string Message);
