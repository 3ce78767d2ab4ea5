namespace RiskCluster.Risk.WhatIf;

/// <summary>Where a convex function of one variable first falls to a level on the way from 0.</summary>
internal static class ConvexSearch
{
    private const double GoldenShare = 0.6180339887498949;
    private const int GoldenSteps = 48;
    private const double RelativeWidth = 1e-13;

    /// <summary>The least value on [low, high], or the first point met at which the value is not above <paramref name="level"/>.</summary>
    /// <remarks>Golden section: the bracket shrinks by 0.618 a step, to 1e-10 of itself, and every step costs one evaluation.</remarks>
    public static (double At, double Value) Lowest(Func<double, double> convex, double low, double high, double level)
    {
        var left = high - GoldenShare * (high - low);
        var right = low + GoldenShare * (high - low);
        var (leftValue, rightValue) = (convex(left), convex(right));
        for (var step = 0; step < GoldenSteps && Math.Min(leftValue, rightValue) > level; step++)
        {
            if (leftValue <= rightValue)
            {
                (high, right, rightValue) = (right, left, leftValue);
                left = high - GoldenShare * (high - low);
                leftValue = convex(left);
            }
            else
            {
                (low, left, leftValue) = (left, right, rightValue);
                right = low + GoldenShare * (high - low);
                rightValue = convex(right);
            }
        }

        return leftValue <= rightValue ? (left, leftValue) : (right, rightValue);
    }

    /// <summary>The point nearest to 0 with a value not above <paramref name="level"/>, between 0, where it is above, and <paramref name="reached"/>, where it is not.</summary>
    /// <remarks>A convex function is at or below a level on one interval, so between those two ends it crosses once.</remarks>
    public static double Nearest(Func<double, double> convex, double reached, double level)
    {
        var above = 0.0;
        while (Math.Abs(reached - above) > RelativeWidth * Math.Abs(reached))
        {
            var middle = above + (reached - above) / 2;
            if (convex(middle) <= level) reached = middle;
            else above = middle;
        }

        return reached;
    }
}
