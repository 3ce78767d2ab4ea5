using System.Runtime.Intrinsics;

namespace RiskCluster.Risk.Engine;

/// <summary>Sums a portfolio's lots over one tile of the risk arrays: the inner loop of the margin cycle (MODEL MRG-1).</summary>
internal static unsafe class NettingKernel
{
    /// <summary>Scenarios in a tile.</summary>
    public const int TileScenarios = 64;

    /// <summary>pnl[s] = sum_i lots[i] * tile[slots[i], s] for the 64 scenarios of a tile.</summary>
    /// <param name="tile">Shape [instruments x 64], USD per unit.</param>
    /// <param name="slots">Shape [count], instrument numbers, rising: their order fixes the rounding.</param>
    /// <param name="lots">Shape [count], signed units.</param>
    /// <param name="count">Lots in the portfolio.</param>
    /// <param name="pnl">Shape [64], USD, overwritten.</param>
    /// <remarks>
    /// Even and odd lots go to separate sums that are added last; every multiply-add rounds once. The bits are therefore the same at every width.
    /// </remarks>
    public static void Net(float* tile, int* slots, float* lots, int count, float* pnl)
    {
        if (Vector512.IsHardwareAccelerated) Net<FloatLanes16, Vector512<float>>(tile, slots, lots, count, pnl);
        else if (Vector256.IsHardwareAccelerated) Net<FloatLanes8, Vector256<float>>(tile, slots, lots, count, pnl);
        else Net<FloatLanes1, float>(tile, slots, lots, count, pnl);
    }

    internal static void Net<TLanes, TVector>(float* tile, int* slots, float* lots, int count, float* pnl)
        where TLanes : IFloatLanes<TVector>
        where TVector : struct
    {
        // Pointer arithmetic is checked by default in this code base; here the caller has checked the slots.
        unchecked
        {
            // Four vectors by two sets: eight independent chains hide the latency of the multiply-add.
            var strip = 4 * TLanes.Width;
            var zero = TLanes.Broadcast(0);
            for (var offset = 0; offset < TileScenarios; offset += strip)
            {
                TVector even0 = zero, even1 = zero, even2 = zero, even3 = zero;
                TVector odd0 = zero, odd1 = zero, odd2 = zero, odd3 = zero;
                var origin = tile + offset;
                var i = 0;
                for (; i + 1 < count; i += 2)
                {
                    var row = origin + (nint)slots[i] * TileScenarios;
                    var lot = TLanes.Broadcast(lots[i]);
                    even0 = TLanes.MultiplyAdd(lot, TLanes.Load(row), even0);
                    even1 = TLanes.MultiplyAdd(lot, TLanes.Load(row + TLanes.Width), even1);
                    even2 = TLanes.MultiplyAdd(lot, TLanes.Load(row + 2 * TLanes.Width), even2);
                    even3 = TLanes.MultiplyAdd(lot, TLanes.Load(row + 3 * TLanes.Width), even3);
                    row = origin + (nint)slots[i + 1] * TileScenarios;
                    lot = TLanes.Broadcast(lots[i + 1]);
                    odd0 = TLanes.MultiplyAdd(lot, TLanes.Load(row), odd0);
                    odd1 = TLanes.MultiplyAdd(lot, TLanes.Load(row + TLanes.Width), odd1);
                    odd2 = TLanes.MultiplyAdd(lot, TLanes.Load(row + 2 * TLanes.Width), odd2);
                    odd3 = TLanes.MultiplyAdd(lot, TLanes.Load(row + 3 * TLanes.Width), odd3);
                }

                if (i < count)
                {
                    var row = origin + (nint)slots[i] * TileScenarios;
                    var lot = TLanes.Broadcast(lots[i]);
                    even0 = TLanes.MultiplyAdd(lot, TLanes.Load(row), even0);
                    even1 = TLanes.MultiplyAdd(lot, TLanes.Load(row + TLanes.Width), even1);
                    even2 = TLanes.MultiplyAdd(lot, TLanes.Load(row + 2 * TLanes.Width), even2);
                    even3 = TLanes.MultiplyAdd(lot, TLanes.Load(row + 3 * TLanes.Width), even3);
                }

                TLanes.Store(TLanes.Add(even0, odd0), pnl + offset);
                TLanes.Store(TLanes.Add(even1, odd1), pnl + offset + TLanes.Width);
                TLanes.Store(TLanes.Add(even2, odd2), pnl + offset + 2 * TLanes.Width);
                TLanes.Store(TLanes.Add(even3, odd3), pnl + offset + 3 * TLanes.Width);
            }
        }
    }
}
