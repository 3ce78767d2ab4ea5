using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Tests.Liquidity;

/// <summary>Tries one parameter of a rule at both ends of its bounds, where it must work, and just beyond, where it must be refused by name.</summary>
internal static class ParameterProbe
{
    /// <param name="name">The parameter, as the exception must name it.</param>
    /// <param name="bounds">What the rule documents.</param>
    /// <param name="make">The rule with that value.</param>
    /// <param name="figures">What the rule makes of an ordinary case: finite and not negative at both ends.</param>
    public static void Check<T>(string name, Interval bounds, Func<double, T> make, Func<T, double> figures)
    {
        foreach (var end in new[] { Inside(bounds.Low, bounds.IncludesLow, 1), Inside(bounds.High, bounds.IncludesHigh, -1) })
        {
            var figure = figures(make(end));
            double.IsFinite(figure).ShouldBeTrue($"{name} = {end}");
            figure.ShouldBeGreaterThanOrEqualTo(0, $"{name} = {end}");
        }

        var outside = new List<double> { double.NaN, Outside(bounds.Low, bounds.IncludesLow, -1) };
        if (double.IsFinite(bounds.High)) outside.Add(Outside(bounds.High, bounds.IncludesHigh, 1));
        foreach (var value in outside)
            Should.Throw<ArgumentOutOfRangeException>(() => make(value), $"{name} = {value}").ParamName.ShouldBe(name);
    }

    private static double Inside(double end, bool included, int inwards) => included ? end : end + inwards * 1e-9;

    private static double Outside(double end, bool included, int outwards) => included ? end + outwards * 1e-9 * Math.Max(1, Math.Abs(end)) : end;
}
