namespace RiskCluster.Runtime.Histories;

/// <summary>An update as its sender saw it, all deliveries together.</summary>
/// <param name="Stream">Which stream it was for.</param>
/// <param name="Message">The identity under which it was sent, every time the same.</param>
/// <param name="InvokedAt">When it was first sent, on the sender's monotonic clock.</param>
/// <param name="ReturnedAt">When it was first acknowledged; null when it never was.</param>
/// <param name="Seqs">The numbers its acknowledgements named, one for each acknowledgement; empty when there was none.</param>
public sealed record HistoryUpdate(string Stream, string Message, long InvokedAt, long? ReturnedAt, IReadOnlyList<long> Seqs);
