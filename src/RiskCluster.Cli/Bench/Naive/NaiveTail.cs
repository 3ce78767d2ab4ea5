namespace RiskCluster.Cli.Bench.Naive;

/// <summary>Expected shortfall the two ordinary ways: sort everything, or select the tail by partitioning. Kept to measure and to test against.</summary>
internal static class NaiveTail
{
    /// <summary>Mean of the worst <paramref name="tail"/> values (P&amp;L, the last by its fraction) after a full sort of <paramref name="work"/>.</summary>
    public static double BySort(float[] work, double tail)
    {
        Array.Sort(work);
        return Mean(work, tail);
    }

    /// <summary>The same after Hoare's quickselect has brought the tail to the front.</summary>
    public static double ByQuickSelect(float[] work, double tail)
    {
        var whole = (int)Math.Floor(tail);
        Select(work, Math.Min(whole, work.Length - 1));
        var sum = 0.0;
        for (var i = 0; i < whole; i++) sum += work[i];
        if (tail > whole) sum += (tail - whole) * work[whole];
        return sum / tail;
    }

    private static double Mean(float[] sorted, double tail)
    {
        var whole = (int)Math.Floor(tail);
        var sum = 0.0;
        for (var i = 0; i < whole; i++) sum += sorted[i];
        if (tail > whole) sum += (tail - whole) * sorted[whole];
        return sum / tail;
    }

    private static void Select(float[] values, int k)
    {
        var low = 0;
        var high = values.Length - 1;
        while (low < high)
        {
            var pivot = values[(low + high) / 2];
            var i = low;
            var j = high;
            while (i <= j)
            {
                while (values[i] < pivot) i++;
                while (values[j] > pivot) j--;
                if (i > j) break;
                (values[i], values[j]) = (values[j], values[i]);
                i++;
                j--;
            }

            if (k <= j) high = j;
            else if (k >= i) low = i;
            else return;
        }
    }
}
