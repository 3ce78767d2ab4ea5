namespace RiskCluster.Contracts.Admin;

/// <summary>Whom the last margin cycle margined: <c>GET /v1/admin/coverage</c>.</summary>
/// <param name="MarketSeq">The cycle.</param>
/// <param name="Timestamp">When it began, unix milliseconds.</param>
/// <param name="AgeMs">How long ago the oldest margin was true.</param>
/// <param name="OwnersKnown">On the board.</param>
/// <param name="OwnersMargined">Of those.</param>
/// <param name="Unmargined">The others; operators see names that say nothing.</param>
/// <param name="Missing">Actors that the journal could not bring back; for the risk desk only.</param>
/// <param name="MissingCount">How many those are.</param>
public sealed record CoverageDocument(
    long MarketSeq, long Timestamp, long AgeMs, int OwnersKnown, int OwnersMargined, IReadOnlyList<UnmarginedEntry> Unmargined, IReadOnlyList<string> Missing, int MissingCount);
