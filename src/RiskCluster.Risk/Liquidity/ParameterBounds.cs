using System.Runtime.CompilerServices;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Liquidity;

/// <summary>Checks a parameter or an input where it enters, so that whatever was constructed can be computed with.</summary>
internal static class ParameterBounds
{
    /// <summary>The value, when it is within its bounds; anything that is not a number is outside of all bounds.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and its bounds.</exception>
    public static double Within(this double value, Interval bounds, [CallerArgumentExpression(nameof(value))] string name = "") =>
        bounds.Contains(value) ? value : throw new ArgumentOutOfRangeException(name, FormattableString.Invariant($"{value} is not within {bounds}"));

    /// <summary>The value, when it is a finite number above 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter.</exception>
    public static double Positive(this double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value > 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(name, FormattableString.Invariant($"{value} is not a finite number above 0"));

    /// <summary>The value, when it is a finite number that is not negative.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter.</exception>
    public static double NotNegative(this double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value >= 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(name, FormattableString.Invariant($"{value} is not a finite number of 0 or more"));

    /// <summary>The value, when it is a finite number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter.</exception>
    public static double Finite(this double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(name, FormattableString.Invariant($"{value} is not a finite number"));
}
