namespace RiskCluster.Chain.Tests;

/// <summary>A fact that needs a chain in memory; skipped, and said so, where Node or its packages are missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ChainFactAttribute : FactAttribute
{
    public ChainFactAttribute() => Skip = ChainTools.Missing;
}
