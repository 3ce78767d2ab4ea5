namespace RiskCluster.Host.Access.Quotas;

/// <summary>Token buckets by name: each fills at a steady rate up to its burst, and calls take from it. One that nobody uses costs nothing once it is full again.</summary>
internal sealed class TokenBuckets(TimeProvider clock, double perSecond, double burst)
{
    private const int MostKept = 20_000;
    private readonly Lock gate = new();
    private readonly Dictionary<string, (double Tokens, long At)> buckets = new(StringComparer.Ordinal);

    /// <summary>Takes tokens.</summary>
    /// <returns>Zero when they were there; else how long until they will be, and nothing is taken.</returns>
    public TimeSpan Take(string name, double tokens)
    {
        lock (gate)
        {
            var there = Filled(name);
            if (there < Math.Min(tokens, burst)) return TimeSpan.FromSeconds((Math.Min(tokens, burst) - there) / perSecond);
            Put(name, there - tokens);
            return TimeSpan.Zero;
        }
    }

    /// <summary>Charges tokens, below zero if need be.</summary>
    public void Charge(string name, double tokens)
    {
        lock (gate) Put(name, Math.Max(Filled(name) - tokens, -burst));
    }

    /// <summary>Gives tokens back.</summary>
    public void Return(string name, double tokens)
    {
        lock (gate) Put(name, Math.Min(Filled(name) + tokens, burst));
    }

    private double Filled(string name) =>
        buckets.TryGetValue(name, out var bucket) ? Math.Min(burst, bucket.Tokens + clock.GetElapsedTime(bucket.At).TotalSeconds * perSecond) : burst;

    private void Put(string name, double tokens)
    {
        if (buckets.Count >= MostKept && !buckets.ContainsKey(name)) Prune();
        buckets[name] = (tokens, clock.GetTimestamp());
    }

    // Full buckets are as good as none. When a flood of names leaves none full, the bounds of memory come first.
    private void Prune()
    {
        foreach (var name in buckets.Keys.Where(name => Filled(name) >= burst).ToList()) buckets.Remove(name);
        if (buckets.Count >= MostKept) buckets.Clear();
    }
}
