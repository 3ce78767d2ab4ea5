using System.Numerics;

namespace RiskCluster.Risk.Tail;

/// <summary>Value at risk and expected shortfall of an equally weighted sample: the obvious implementation (MODEL MRG-3).</summary>
/// <remarks>
/// Convention. The losses are sorted so that L[1] >= L[2] >= ... >= L[n], and k = n (1 - confidence) is the size of the tail, which need not be whole.
/// <code>
/// VaR = L[floor(k) + 1]                                                     the lower quantile: the least x with P(loss &lt;= x) >= confidence
/// ES  = (L[1] + ... + L[floor(k)] + (k - floor(k)) L[floor(k) + 1]) / k     the mean of the worst k outcomes, the one at the boundary in part
/// </code>
/// The second is exact for a discrete sample (Acerbi and Tasche, J. Banking and Finance 26, 2002, definition 2.6) and equals
/// VaR + sum max(L - VaR, 0) / k (Rockafellar and Uryasev, J. Risk 2, 2000). A sample with k &lt; 1 has both at its worst loss.
/// Losses are positive in the results; a sample of gains only gives a negative figure.
/// </remarks>
public static class TailMeasures
{
    // A longer tail is sorted with the rest: inserting costs up to its length for each outcome.
    private const int MostInserted = 64;

    /// <summary>k = n (1 - confidence), made whole when it is whole but for rounding: 1000 at 0.99 is 10 outcomes, not 10.000000000000009.</summary>
    /// <param name="count">n; > 0.</param>
    /// <param name="confidence">Within (0, 1).</param>
    /// <exception cref="ArgumentException">An empty sample, or a confidence outside (0, 1).</exception>
    public static double TailSize(int count, double confidence)
    {
        if (count <= 0) throw new ArgumentException("an empty sample has no tail", nameof(count));
        if (!(confidence > 0 && confidence < 1)) throw new ArgumentException($"the confidence {confidence} is not within (0, 1)", nameof(confidence));
        const double rounding = 1e-12;
        var size = count * (1 - confidence);
        var whole = Math.Round(size);
        return Math.Abs(size - whole) <= rounding * count ? whole : size;
    }

    /// <summary>The loss that is not exceeded with the given confidence; USD, loss positive.</summary>
    /// <param name="pnlUsd">Shape [n], loss negative, any order.</param>
    /// <param name="confidence">Within (0, 1).</param>
    /// <exception cref="ArgumentException">An empty sample, or a confidence outside (0, 1).</exception>
    public static double ValueAtRisk(ReadOnlySpan<double> pnlUsd, double confidence) => ValueAtRiskOfSorted(Sorted(pnlUsd), confidence, pnlUsd.Length);

    /// <summary>The mean loss of the worst k outcomes; USD, loss positive.</summary>
    /// <param name="pnlUsd">Shape [n], loss negative, any order.</param>
    /// <param name="confidence">Within (0, 1).</param>
    /// <exception cref="ArgumentException">An empty sample, or a confidence outside (0, 1).</exception>
    public static double ExpectedShortfall(ReadOnlySpan<double> pnlUsd, double confidence) => ExpectedShortfallOfSorted(Sorted(pnlUsd), confidence, pnlUsd.Length);

    /// <summary>How many of the worst outcomes the tail measures read.</summary>
    /// <param name="count">n; > 0.</param>
    /// <param name="confidence">Within (0, 1).</param>
    /// <exception cref="ArgumentException">An empty sample, or a confidence outside (0, 1).</exception>
    public static int WorstCount(int count, double confidence) => BoundaryIndex(TailSize(count, confidence), count) + 1;

    /// <summary>Puts the outcomes that the tail measures read to the front, worst first; the others stand behind them in any order.</summary>
    /// <param name="pnlUsd">The sample, or at least its <see cref="WorstCount"/> worst outcomes; loss negative, finite; reordered.</param>
    /// <param name="confidence">Within (0, 1).</param>
    /// <param name="count">n, of the whole sample.</param>
    /// <remarks>One pass over the sample, while 1 % of it is short: a tenth of what sorting all of it costs. Allocates nothing.</remarks>
    /// <exception cref="ArgumentException">An empty sample, or a confidence outside (0, 1).</exception>
    public static void SortWorst(Span<double> pnlUsd, double confidence, int count)
    {
        var kept = WorstCount(count, confidence);
        var worst = pnlUsd[..(kept <= MostInserted ? kept : pnlUsd.Length)];
        worst.Sort();
        for (var i = FirstBelow(worst[^1], pnlUsd, worst.Length); i < pnlUsd.Length; i = FirstBelow(worst[^1], pnlUsd, i + 1))
        {
            var value = pnlUsd[i];
            pnlUsd[i] = worst[^1];
            var place = worst.Length - 1;
            for (; place > 0 && worst[place - 1] > value; place--) worst[place] = worst[place - 1];
            worst[place] = value;
        }
    }

    /// <summary><see cref="ValueAtRisk"/> of a sample after <see cref="SortWorst"/> with the same confidence and count. Allocates nothing.</summary>
    public static double ValueAtRiskOfSorted(ReadOnlySpan<double> sortedPnlUsd, double confidence, int count) => -sortedPnlUsd[WorstCount(count, confidence) - 1];

    /// <summary><see cref="ExpectedShortfall"/> of a sample after <see cref="SortWorst"/> with the same confidence and count. Allocates nothing.</summary>
    public static double ExpectedShortfallOfSorted(ReadOnlySpan<double> sortedPnlUsd, double confidence, int count)
    {
        var size = TailSize(count, confidence);
        if (size <= 1) return -sortedPnlUsd[0];
        var whole = (int)Math.Floor(size);
        var sum = 0.0;
        for (var i = 0; i < whole; i++) sum += sortedPnlUsd[i];
        return -(sum + (size - whole) * sortedPnlUsd[BoundaryIndex(size, count)]) / size;
    }

    // Few outcomes are worse than those found so far: whole vectors are passed over, and what is found is the same at every width.
    private static int FirstBelow(double bound, ReadOnlySpan<double> values, int from)
    {
        var bounds = Vector.Create(bound);
        var i = from;
        while (i <= values.Length - Vector<double>.Count && !Vector.LessThanAny(Vector.Create(values[i..]), bounds)) i += Vector<double>.Count;
        while (i < values.Length && values[i] >= bound) i++;
        return i;
    }

    private static int BoundaryIndex(double size, int count) => Math.Min((int)Math.Floor(size), count - 1);

    private static double[] Sorted(ReadOnlySpan<double> pnlUsd)
    {
        var sorted = pnlUsd.ToArray();
        Array.Sort(sorted);
        return sorted;
    }
}
