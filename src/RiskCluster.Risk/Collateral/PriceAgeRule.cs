using RiskCluster.Risk.Liquidity;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Collateral;

/// <summary>What an old price costs: nothing while fresh, then along a line up to everything (MODEL COL-3). Immutable.</summary>
/// <param name="FreshHours">Up to this age the price is as good as new, hours; [0, 8760].</param>
/// <param name="LimitHours">From this age on the asset counts nothing, hours; above <paramref name="FreshHours"/>, up to 17520.</param>
public sealed record PriceAgeRule(double FreshHours, double LimitHours)
{
    internal static readonly Interval FreshHoursBounds = Interval.Closed(0, 8760);

    /// <summary>Hours.</summary>
    public double FreshHours { get; } = FreshHours.Within(FreshHoursBounds);

    /// <summary>Hours.</summary>
    public double LimitHours { get; } = LimitHours.Within(LimitHoursBounds(FreshHours));

    internal static Interval LimitHoursBounds(double freshHours) => Interval.AboveUpTo(freshHours, 17_520);

    /// <summary>The haircut of an age, within [0, 1].</summary>
    /// <param name="ageHours">>= 0.</param>
    public double Haircut(double ageHours) => Math.Clamp((ageHours.NotNegative() - FreshHours) / (LimitHours - FreshHours), 0, 1);
}
