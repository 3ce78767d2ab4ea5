namespace RiskCluster.Console.Tests;

/// <summary>A fact that Node.js proves; skipped, and said so, where it is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute() => Skip = NodeTools.WhyNoNode;
}
