using System.Runtime.Intrinsics;

namespace RiskCluster.Risk.Pricing;

/// <summary>Chooses among the widths of <see cref="LaneWidth"/>.</summary>
public static class LaneWidths
{
    /// <summary>The widest that this processor runs in hardware; an emulated width is never chosen.</summary>
    public static LaneWidth Widest =>
        Vector512.IsHardwareAccelerated ? LaneWidth.Vector512
        : Vector256.IsHardwareAccelerated ? LaneWidth.Vector256
        : LaneWidth.Scalar;
}
