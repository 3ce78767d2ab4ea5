namespace RiskCluster.Risk.Margin;

/// <summary>The values that a number of a model document may take, written as mathematicians do: <c>(0, 1]</c>.</summary>
internal readonly record struct Interval(double Low, double High, bool IncludesLow, bool IncludesHigh)
{
    public static Interval Closed(double low, double high) => new(low, high, true, true);

    public static Interval Open(double low, double high) => new(low, high, false, false);

    public static Interval AboveUpTo(double low, double high) => new(low, high, false, true);

    public static Interval FromUpToBelow(double low, double high) => new(low, high, true, false);

    /// <summary>False for anything that is not a number.</summary>
    public bool Contains(double value) => (IncludesLow ? value >= Low : value > Low) && (IncludesHigh ? value <= High : value < High);

    public override string ToString() => FormattableString.Invariant($"{(IncludesLow ? '[' : '(')}{Low}, {High}{(IncludesHigh ? ']' : ')')}");
}
