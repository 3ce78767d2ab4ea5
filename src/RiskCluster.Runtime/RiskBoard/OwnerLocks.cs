namespace RiskCluster.Runtime.RiskBoard;

/// <summary>A lock an owner, shared by a few owners each: it outlives all of them, so that no two callers ever hold different locks of one owner.</summary>
internal sealed class OwnerLocks
{
    private const int Count = 256;

    private readonly Lock[] locks = [.. Enumerable.Range(0, Count).Select(_ => new Lock())];

    public Lock Of(string owner) => locks[owner.GetHashCode(StringComparison.Ordinal) & (Count - 1)];
}
