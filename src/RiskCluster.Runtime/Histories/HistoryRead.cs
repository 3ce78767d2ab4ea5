namespace RiskCluster.Runtime.Histories;

/// <summary>A fenced read that was answered.</summary>
/// <param name="Stream">Which stream.</param>
/// <param name="InvokedAt">When it was asked, on the same clock as the updates.</param>
/// <param name="ReturnedAt">When it was answered.</param>
/// <param name="Seq">The last event that the answer had seen.</param>
public sealed record HistoryRead(string Stream, long InvokedAt, long ReturnedAt, long Seq);
