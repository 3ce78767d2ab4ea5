using RiskCluster.Risk.Liquidity;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Forecasting;

/// <summary>How forecasts are made, scored and chosen (MODEL CAL-1). All of it is governed; the defaults are those of the command line. Immutable.</summary>
/// <param name="EwmaLambda">Weight of yesterday's variance in today's; within (0, 1).</param>
/// <param name="EwmaBurnInDays">Returns that seed it; at least 1.</param>
/// <param name="TrainingDays">Returns before the first forecast that is scored; at least 100 and above the burn-in.</param>
/// <param name="RefitDays">Parameters are estimated anew every so many days; at least 1.</param>
/// <param name="MinimalScoredDays">Fewer forecasts than this choose nothing but the exponentially weighted mean; at least 10.</param>
/// <param name="Significance">The learned model must beat each of the others at this one-sided level; within (0, 0.5].</param>
/// <param name="Ridge">Penalty of the learned weights, for each day of training; within [0, 1e6].</param>
/// <param name="MaxFallPerDay">The volatility in use falls by at most this share a day; within (0, 1].</param>
public sealed record ForecastRules(
    double EwmaLambda = 0.94,
    int EwmaBurnInDays = 20,
    int TrainingDays = 500,
    int RefitDays = 20,
    int MinimalScoredDays = 250,
    double Significance = 0.05,
    double Ridge = 0.02,
    double MaxFallPerDay = 0.03)
{
    /// <summary>lambda.</summary>
    public double EwmaLambda { get; } = EwmaLambda.Within(Interval.Open(0, 1));

    /// <summary>Days.</summary>
    public int EwmaBurnInDays { get; } = AtLeast(EwmaBurnInDays, 1, nameof(EwmaBurnInDays));

    /// <summary>Days.</summary>
    public int TrainingDays { get; } = AtLeast(TrainingDays, Math.Max(100, EwmaBurnInDays + 1), nameof(TrainingDays));

    /// <summary>Days.</summary>
    public int RefitDays { get; } = AtLeast(RefitDays, 1, nameof(RefitDays));

    /// <summary>Days.</summary>
    public int MinimalScoredDays { get; } = AtLeast(MinimalScoredDays, 10, nameof(MinimalScoredDays));

    /// <summary>A probability.</summary>
    public double Significance { get; } = Significance.Within(Interval.AboveUpTo(0, 0.5));

    /// <summary>Per day.</summary>
    public double Ridge { get; } = Ridge.Within(Interval.Closed(0, 1e6));

    /// <summary>A share.</summary>
    public double MaxFallPerDay { get; } = MaxFallPerDay.Within(Interval.AboveUpTo(0, 1));

    private static int AtLeast(int value, int least, string name) => value >= least ? value : throw new ArgumentOutOfRangeException(name, $"{value} is below {least}");
}
