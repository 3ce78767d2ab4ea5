namespace RiskCluster.Risk.Language;

/// <summary>A component below which the scan of a coin's book never falls.</summary>
internal interface IScanFloor
{
    /// <summary>The least scan of the book; >= 0.</summary>
    double Floor(MarginCase margin, UnderlyingBook book);
}
