using RiskCluster.Risk.Liquidity;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Regimes;

/// <summary>How regimes move shocks and unwind cost: up at once, down slowly, inside governed bounds (MODEL CAL-3). Section <c>regimes</c> of the model document.</summary>
/// <param name="Volatility">Stress is volatility over its normal level.</param>
/// <param name="Depth">Stress is the normal depth of the book over what is there.</param>
/// <param name="Congestion">Stress is the cost of a transaction over its normal level.</param>
/// <param name="Hysteresis">A factor starts to fall only when less than 1 - this of it is called for, or nothing beyond 1; within [0, 0.9].</param>
/// <param name="MaxFallPerDay">A factor falls by at most this share a day; within (0, 0.99].</param>
/// <param name="MaximalUnwind">The governed bound of all factors of the unwind cost together; within [1, 100].</param>
/// <param name="NormalDays">Volatility is normal at the mean of the forecasts of so many days; from 30 to 5000.</param>
public sealed record RegimeRules(
    RegimeResponse Volatility, RegimeResponse Depth, RegimeResponse Congestion, double Hysteresis, double MaxFallPerDay, double MaximalUnwind, int NormalDays = 365)
{
    private const int LeastNormalDays = 30;
    private const int MostNormalDays = 5000;
    private static readonly Interval HysteresisBounds = Interval.Closed(0, 0.9);
    private static readonly Interval FallBounds = Interval.AboveUpTo(0, 0.99);
    private static readonly Interval UnwindBounds = Interval.Closed(1, 100);

    /// <summary>A share.</summary>
    public double Hysteresis { get; } = Hysteresis.Within(HysteresisBounds);

    /// <summary>A share.</summary>
    public double MaxFallPerDay { get; } = MaxFallPerDay.Within(FallBounds);

    /// <summary>Of the product.</summary>
    public double MaximalUnwind { get; } = MaximalUnwind.Within(UnwindBounds);

    /// <summary>Days.</summary>
    public int NormalDays { get; } = (int)((double)NormalDays).Within(Interval.Closed(LeastNormalDays, MostNormalDays), nameof(NormalDays));

    internal static RegimeRules Read(RiskModelNode node) => new(
        node.Object("volatility", RegimeResponse.Read),
        node.Object("depth", RegimeResponse.Read),
        node.Object("congestion", RegimeResponse.Read),
        node.Number("hysteresis", HysteresisBounds),
        node.Number("max_fall_per_day", FallBounds),
        node.Number("maximal_unwind", UnwindBounds),
        node.Whole("normal_days", LeastNormalDays, MostNormalDays));
}
