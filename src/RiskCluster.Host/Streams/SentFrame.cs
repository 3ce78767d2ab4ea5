namespace RiskCluster.Host.Streams;

/// <summary>An event on its way to one subscriber.</summary>
/// <param name="Frame">Its bytes.</param>
/// <param name="Cursor">To resume from after it; empty when the subscriber would have to begin anew.</param>
internal readonly record struct SentFrame(StreamFrame Frame, string Cursor);
