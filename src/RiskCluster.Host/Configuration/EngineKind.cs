namespace RiskCluster.Host.Configuration;

/// <summary>What hosts the actors.</summary>
public enum EngineKind
{
    /// <summary>This process alone.</summary>
    Embedded,

    /// <summary>A cluster of silos.</summary>
    Orleans,
}
