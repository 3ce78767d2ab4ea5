namespace RiskCluster.Chain.Tests;

/// <summary>A theory that needs a chain in memory; skipped, and said so, where Node or its packages are missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ChainTheoryAttribute : TheoryAttribute
{
    public ChainTheoryAttribute() => Skip = ChainTools.Missing;
}
