namespace RiskCluster.Operations.Tests;

/// <summary>A fact that other people's programs have to say; skipped, and said so, where they are absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ToolFactAttribute : FactAttribute
{
    /// <summary>Needs these: promtool, prometheus, alertmanager, npm.</summary>
    public ToolFactAttribute(params string[] tools)
    {
        var missing = tools.Where(tool => Path(tool) is null).ToList();
        if (missing.Count > 0) Skip = $"needs {string.Join(" and ", missing)} on the path";
    }

    private static string? Path(string tool) => tool switch
    {
        "promtool" => Tools.Promtool,
        "prometheus" => Tools.Prometheus,
        "alertmanager" => Tools.Alertmanager,
        "npm" => Tools.Npm,
        _ => throw new ArgumentOutOfRangeException(nameof(tool), tool, "no tool"),
    };
}
