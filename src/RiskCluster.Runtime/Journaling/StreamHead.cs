namespace RiskCluster.Runtime.Journaling;

/// <summary>Where a stream stands.</summary>
/// <param name="Stream">Its name, the text of an actor's address.</param>
/// <param name="Epoch">Of its present writer; 0 when there was none yet.</param>
/// <param name="Seq">Number of its last event; 0 when empty.</param>
/// <param name="Hash">Its chain.</param>
/// <param name="DeliveredSeq">Effects of events up to here have been delivered; those after it may have been.</param>
public sealed record StreamHead(string Stream, long Epoch, long Seq, byte[] Hash, long DeliveredSeq);
