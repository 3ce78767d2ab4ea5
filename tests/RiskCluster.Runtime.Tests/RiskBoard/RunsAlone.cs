namespace RiskCluster.Runtime.Tests.RiskBoard;

/// <summary>Tests that count what the whole process allocates: nothing else runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class RunsAlone
{
    public const string Name = "alone";
}
