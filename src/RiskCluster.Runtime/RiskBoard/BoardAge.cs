namespace RiskCluster.Runtime.RiskBoard;

/// <summary>How old margins are: all are as old as the last cycle but those of owners whom cycles could not margin.</summary>
internal sealed class BoardAge
{
    private readonly Lock gate = new();
    private Dictionary<string, long> unmarginedSinceMs = new(StringComparer.Ordinal);
    private long? marginedMs;

    /// <summary>When the oldest margin was true, unix milliseconds; null before the first cycle.</summary>
    public long? OldestMs
    {
        get
        {
            lock (gate) return unmarginedSinceMs.Count == 0 ? marginedMs : unmarginedSinceMs.Values.Min();
        }
    }

    /// <summary>A cycle has margined those whom it could.</summary>
    public void Margined(long nowMs, BoardCoverage coverage)
    {
        lock (gate)
        {
            if (coverage.Unmargined.IsEmpty) unmarginedSinceMs.Clear();
            else unmarginedSinceMs = coverage.Unmargined.ToDictionary(item => item.Owner, item => unmarginedSinceMs.GetValueOrDefault(item.Owner, marginedMs ?? nowMs), StringComparer.Ordinal);
            marginedMs = nowMs;
        }
    }

    /// <summary>Nothing has changed: the margins of the last cycle are those of now.</summary>
    public void Confirm(long nowMs)
    {
        lock (gate)
            if (marginedMs is not null)
                marginedMs = nowMs;
    }
}
