using System.Numerics;

namespace RiskCluster.Cli.Bench.Naive;

/// <summary>Portfolio P&amp;L as a plain sum of rows: for each lot, add lot x row to the whole P&amp;L vector.</summary>
internal static class NaiveNetting
{
    /// <summary>pnl = sum_i lots[i] rows[slots[i]], with the framework's own vector type.</summary>
    public static void Axpy(float[][] rows, ReadOnlySpan<int> slots, ReadOnlySpan<float> lots, float[] pnl)
    {
        Array.Clear(pnl);
        for (var i = 0; i < slots.Length; i++)
        {
            var row = rows[slots[i]];
            var lot = new Vector<float>(lots[i]);
            var s = 0;
            for (; s <= row.Length - Vector<float>.Count; s += Vector<float>.Count) (lot * new Vector<float>(row, s) + new Vector<float>(pnl, s)).CopyTo(pnl, s);
            for (; s < row.Length; s++) pnl[s] += lots[i] * row[s];
        }
    }
}
