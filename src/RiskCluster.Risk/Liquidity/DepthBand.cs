namespace RiskCluster.Risk.Liquidity;

/// <summary>What one side of a book holds from the mid out to a distance.</summary>
/// <param name="Distance">From the mid, as a fraction of it: 0.001 is 10 basis points; within (0, 1).</param>
/// <param name="CumulativeUsd">USD offered at that distance or nearer; within [0, 1e15].</param>
public readonly record struct DepthBand(double Distance, double CumulativeUsd);
