namespace RiskCluster.Core.Venues;

/// <summary>The newest recorded sign of life.</summary>
/// <param name="Sequence">Of the venue's heartbeats.</param>
/// <param name="AtMs">When it came, unix milliseconds.</param>
public sealed record VenueHeartbeat(long Sequence, long AtMs);
