namespace RiskCluster.Risk.Language;

/// <summary>A component and its name in the document.</summary>
internal readonly record struct NamedComponent<T>(string Name, T Component);
