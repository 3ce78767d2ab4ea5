namespace RiskCluster.Risk.Language;

/// <summary>A component that adds to the worst loss of a coin's book before the floor is held against it.</summary>
internal interface IScanAddition
{
    /// <summary>The amount; >= 0.</summary>
    double Addition(MarginCase margin, UnderlyingBook book);
}
