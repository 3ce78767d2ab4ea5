namespace RiskCluster.Risk.Pricing;

/// <summary>How many doubles the pricing kernels carry at once. Every width gives the same bits.</summary>
public enum LaneWidth
{
    /// <summary>One double at a time: any processor.</summary>
    Scalar = 1,

    /// <summary>Four doubles at a time: AVX2 with fused multiply-add.</summary>
    Vector256 = 4,

    /// <summary>Eight doubles at a time: AVX-512.</summary>
    Vector512 = 8,
}
