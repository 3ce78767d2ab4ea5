namespace RiskCluster.Core.Parameters;

/// <summary>What a version is a version of.</summary>
public enum VersionKind
{
    /// <summary>The model's document.</summary>
    Model,

    /// <summary>The charter.</summary>
    Charter,
}
