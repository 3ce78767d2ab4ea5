using System.Numerics.Tensors;
using RiskCluster.Risk.Tail;

namespace RiskCluster.Risk.Engine;

/// <summary>
/// The outcomes of a portfolio that may be among the worst after one more trade: all stress scenarios, and some more of the worst historical ones than the tail measures read. No
/// other can move below a bound, which whoever asks compares with what these come to: a small trade looks at a hundred outcomes instead of a thousand, and has the same digits.
/// </summary>
internal sealed class StandingTail
{
    private const int LeastSpare = 64;
    private const int SpareTimes = 3;

    private readonly int[] history;
    private readonly double[] pnlUsd;
    private readonly int stressCount;
    private readonly int worstCount;
    private readonly double boundUsd;

    private StandingTail(ReadOnlySpan<double> all, List<int> history, int stressCount, int worstCount, double boundUsd)
    {
        (this.history, this.stressCount, this.worstCount, this.boundUsd) = ([.. history], stressCount, worstCount, boundUsd);
        pnlUsd = [.. all[..stressCount], .. new double[history.Count]];
        for (var i = 0; i < history.Count; i++) pnlUsd[stressCount + i] = all[history[i]];
    }

    /// <summary>How many outcomes there are: stress scenarios first, in their order.</summary>
    public int Count => pnlUsd.Length;

    /// <summary>The tail of a portfolio; null where it would be half of the historical scenarios or more.</summary>
    /// <param name="pnlUsd">Shape [S]: stress scenarios first, then historical ones; loss negative.</param>
    /// <param name="stressCount">How many stress scenarios stand at the front.</param>
    /// <param name="confidence">Of the tail measures.</param>
    public static StandingTail? Of(ReadOnlySpan<double> pnlUsd, int stressCount, double confidence)
    {
        var count = pnlUsd.Length - stressCount;
        if (count == 0) return null;
        var worstCount = TailMeasures.WorstCount(count, confidence);
        var most = worstCount + Math.Max(LeastSpare, SpareTimes * worstCount);
        if (2 * most >= count) return null;
        var sorted = pnlUsd[stressCount..].ToArray();
        TailMeasures.SortWorst(sorted, confidence, count);
        var (worstUsd, boundaryUsd) = (sorted[0], sorted[worstCount - 1]);
        // As much room above the tail as holds no more than so many: any bound is right, and a wide one serves larger trades.
        for (var roomUsd = Math.Max(boundaryUsd - worstUsd, Math.Abs(boundaryUsd)); boundaryUsd + roomUsd > boundaryUsd; roomUsd /= 2)
            if (Within(pnlUsd, stressCount, boundaryUsd + roomUsd, most) is { } within)
                return new(pnlUsd, within, stressCount, worstCount, boundaryUsd + roomUsd);
        return null;
    }

    /// <summary>The outcomes after a trade; false when one that is not here may be among the worst.</summary>
    /// <param name="rowUsd">Shape [S]: P&amp;L of one unit of what is traded.</param>
    /// <param name="range">The least and the most of it over the historical scenarios.</param>
    /// <param name="units">Signed units traded.</param>
    /// <param name="sumUsd">Shape [at least <see cref="Count"/>], overwritten; rounded once a scenario.</param>
    public bool TryAdd(ReadOnlySpan<double> rowUsd, (double LowUsd, double HighUsd) range, double units, Span<double> sumUsd)
    {
        // Rounding keeps the order: what begins above the bound and moves by no less than the least comes to no less.
        var outsideUsd = Math.FusedMultiplyAdd(units > 0 ? range.LowUsd : range.HighUsd, units, boundUsd);
        var within = 0;
        for (var i = 0; i < history.Length; i++)
        {
            var outcomeUsd = Math.FusedMultiplyAdd(rowUsd[history[i]], units, pnlUsd[stressCount + i]);
            if (outcomeUsd <= outsideUsd) within++;
            sumUsd[stressCount + i] = outcomeUsd;
        }

        if (within < worstCount) return false;
        TensorPrimitives.FusedMultiplyAdd(rowUsd[..stressCount], units, pnlUsd.AsSpan(0, stressCount), sumUsd);
        return true;
    }

    private static List<int>? Within(ReadOnlySpan<double> pnlUsd, int stressCount, double boundUsd, int most)
    {
        var scenarios = new List<int>(most);
        for (var i = stressCount; i < pnlUsd.Length; i++)
        {
            if (pnlUsd[i] > boundUsd) continue;
            if (scenarios.Count == most) return null;
            scenarios.Add(i);
        }

        return scenarios;
    }
}
