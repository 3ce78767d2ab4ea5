namespace RiskCluster.Deploy.Tests;

/// <summary>A fact that needs helm and the validators; skipped, and said so, where they cannot be had.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class HelmFactAttribute : FactAttribute
{
    public HelmFactAttribute() => Skip = OperatorTools.Missing;
}
