namespace RiskCluster.Runtime.RiskBoard;

/// <summary>A lock an owner, shared by a few owners each: it outlives all of them, so that no two callers ever hold different locks of one owner.</summary>
internal sealed class OwnerLocks
{
    private readonly Lock[] locks = [.. Enumerable.Range(0, 256).Select(_ => new Lock())];

    public Lock Of(string owner) => locks[(uint)owner.GetHashCode(StringComparison.Ordinal) % (uint)locks.Length];
}
