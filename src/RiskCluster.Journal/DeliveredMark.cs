namespace RiskCluster.Journal;

/// <summary>Effects of a stream's events up to a number have been delivered.</summary>
internal sealed record DeliveredMark(string Stream, long Epoch, long Seq);
