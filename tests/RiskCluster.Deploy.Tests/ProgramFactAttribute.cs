namespace RiskCluster.Deploy.Tests;

/// <summary>A fact that needs a program of the machine; skipped, and said so, where it is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ProgramFactAttribute : FactAttribute
{
    public ProgramFactAttribute(string program)
    {
        if (!OperatorTools.Has(program)) Skip = $"needs {program}";
    }
}
