namespace RiskCluster.Risk.WhatIf;

/// <summary>Where a function of a size first falls to a level on the way from 0. Exact for a convex function; of another one, what is answered holds, but a dip between two grid sizes may be passed over.</summary>
internal static class SizeSearch
{
    private const double GoldenShare = 0.6180339887498949;
    private const int GridCells = 24;
    private const int GoldenSteps = 42;
    private const double RelativeWidth = 1e-13;

    /// <summary>The least value on [low, high], low &lt;= 0 &lt;= high; or, once a value is not above <paramref name="level"/>, a point with such a value.</summary>
    /// <remarks>
    /// A grid first: of its points that are not above the level, the one nearest to 0. Where there is none, golden section between the neighbours of the least one, which
    /// hold the minimum of a convex function; the bracket shrinks by 0.618 a step, to 1e-10 of the range, and every step costs one evaluation.
    /// </remarks>
    public static (double At, double Value) Lowest(Func<double, double> value, double low, double high, double level)
    {
        var sizes = Enumerable.Range(0, GridCells + 1).Select(i => i == GridCells ? high : low + (high - low) * i / GridCells).ToArray();
        var values = sizes.Select(value).ToArray();
        var least = 0;
        for (var i = 1; i < sizes.Length; i++)
            if (IsBetter(i, least))
                least = i;
        if (values[least] <= level) return (sizes[least], values[least]);
        var found = Golden(value, sizes[Math.Max(0, least - 1)], sizes[Math.Min(GridCells, least + 1)], level);
        return found.Value < values[least] ? found : (sizes[least], values[least]);

        bool IsBetter(int i, int than) => values[i] <= level && values[than] <= level ? Math.Abs(sizes[i]) < Math.Abs(sizes[than]) : values[i] < values[than];
    }

    /// <summary>A point nearest to 0 with a value not above <paramref name="level"/>, between 0, where it is above, and <paramref name="reached"/>, where it is not.</summary>
    /// <remarks>A convex function is at or below a level on one interval, so between those two ends it crosses once; any continuous one crosses at the point answered.</remarks>
    public static double Nearest(Func<double, double> value, double reached, double level)
    {
        var above = 0.0;
        while (Math.Abs(reached - above) > RelativeWidth * Math.Abs(reached))
        {
            var middle = above + (reached - above) / 2;
            if (value(middle) <= level) reached = middle;
            else above = middle;
        }

        return reached;
    }

    private static (double At, double Value) Golden(Func<double, double> value, double low, double high, double level)
    {
        var left = high - GoldenShare * (high - low);
        var right = low + GoldenShare * (high - low);
        var (leftValue, rightValue) = (value(left), value(right));
        for (var step = 0; step < GoldenSteps && Math.Min(leftValue, rightValue) > level; step++)
        {
            if (leftValue <= rightValue)
            {
                (high, right, rightValue) = (right, left, leftValue);
                left = high - GoldenShare * (high - low);
                leftValue = value(left);
            }
            else
            {
                (low, left, leftValue) = (left, right, rightValue);
                right = low + GoldenShare * (high - low);
                rightValue = value(right);
            }
        }

        return leftValue <= rightValue ? (left, leftValue) : (right, rightValue);
    }
}
