namespace RiskCluster.Risk.Language;

/// <summary>A component that makes no sense without others.</summary>
internal interface IDemanding
{
    /// <summary>What is missing, as a rule for the reader of the document; null when all is there.</summary>
    string? Missing(ModelDocument document);
}
