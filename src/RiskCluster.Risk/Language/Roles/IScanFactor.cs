namespace RiskCluster.Risk.Language;

/// <summary>A component that raises the factor of the initial margin's scan.</summary>
internal interface IScanFactor
{
    /// <summary>What is added to the factor; >= 0.</summary>
    double InitialExtra(MarginCase margin);
}
