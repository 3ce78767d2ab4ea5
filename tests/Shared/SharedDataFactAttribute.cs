namespace RiskCluster.Tests;

/// <summary>A fact about the real market data beside the repository; skipped, and said so, where that folder is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute()
    {
        if (!SharedData.Exists) Skip = "needs the market data folder ../shared/data beside the repository";
    }
}
