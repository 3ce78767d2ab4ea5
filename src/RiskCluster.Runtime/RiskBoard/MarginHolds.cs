namespace RiskCluster.Runtime.RiskBoard;

/// <summary>Margin that changes hold while they are decided, and what journaled reservations have taken, by account. Not thread-safe.</summary>
internal sealed class MarginHolds
{
    private readonly Dictionary<string, List<Hold>> byOwner = new(StringComparer.Ordinal);

    /// <summary>A hold: margin of an order, or the whole owner while its accounts part.</summary>
    public sealed record Hold(string Owner, string Account, decimal Usd, bool IsParting);

    public void Add(Hold hold)
    {
        if (!byOwner.TryGetValue(hold.Owner, out var holds)) byOwner.Add(hold.Owner, holds = []);
        holds.Add(hold);
    }

    public void Remove(Hold hold)
    {
        if (!byOwner.TryGetValue(hold.Owner, out var holds)) return;
        holds.RemoveAt(holds.FindIndex(item => ReferenceEquals(item, hold)));
        if (holds.Count == 0) byOwner.Remove(hold.Owner);
    }

    /// <summary>True while any change of the owner is being decided.</summary>
    public bool IsHeld(string owner) => byOwner.ContainsKey(owner);

    /// <summary>True while it is being decided whether an account leaves the owner.</summary>
    public bool IsParting(string owner) => byOwner.TryGetValue(owner, out var holds) && holds.Exists(hold => hold.IsParting);

    /// <summary>Margin held by orders of the owner that are being decided.</summary>
    public decimal Usd(string owner) => byOwner.TryGetValue(owner, out var holds) ? holds.Sum(hold => hold.Usd) : 0;
}
