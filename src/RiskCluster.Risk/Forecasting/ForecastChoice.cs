using System.Collections.Immutable;

namespace RiskCluster.Risk.Forecasting;

/// <summary>Which forecast is in use, and why.</summary>
/// <param name="Model">The one in use.</param>
/// <param name="Days">How many days were scored before the choice.</param>
/// <param name="MeanQlike">By model in the order of <see cref="ForecastModel"/>; empty when too few days were scored.</param>
/// <param name="Rivals">The learned one against each of the others; empty likewise.</param>
public sealed record ForecastChoice(ForecastModel Model, int Days, ImmutableArray<double> MeanQlike, ImmutableArray<ForecastRival> Rivals)
{
    private static readonly ImmutableArray<ForecastModel> Plain = [ForecastModel.Ewma, ForecastModel.Garch, ForecastModel.Har];

    /// <summary>
    /// The learned one where it beats each of the others at the level of the rules; else, of the others, the one with the least mean loss, of equal ones the simpler.
    /// Too few days choose the exponentially weighted mean.
    /// </summary>
    /// <param name="losses">By model in the order of <see cref="ForecastModel"/>, then by day; all of one length.</param>
    /// <param name="rules">How many days, and which level.</param>
    public static ForecastChoice Of(IReadOnlyList<IReadOnlyList<double>> losses, ForecastRules rules)
    {
        var days = losses[0].Count;
        if (days < rules.MinimalScoredDays) return new(ForecastModel.Ewma, days, [], []);
        ImmutableArray<double> means = [.. losses.Select(series => series.Sum() / days)];
        double[] learned = [.. losses[(int)ForecastModel.Learned]];
        ImmutableArray<ForecastRival> rivals = [.. Plain.Select(model => new ForecastRival(model, DieboldMariano.Of(learned, [.. losses[(int)model]])))];
        var isBest = rivals.All(rival => rival.Test?.PValue < rules.Significance);
        return new(isBest ? ForecastModel.Learned : Plain.MinBy(model => means[(int)model]), days, means, rivals);
    }
}
