namespace RiskCluster.Deploy.Tests;

/// <summary>A theory that needs helm and the validators; skipped, and said so, where they cannot be had.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class HelmTheoryAttribute : TheoryAttribute
{
    public HelmTheoryAttribute() => Skip = OperatorTools.Missing;
}
