namespace RiskCluster.Risk.Forecasting;

/// <summary>The models as they were last estimated, and where the recursion of GARCH stands since.</summary>
internal sealed class FittedModels
{
    private readonly GarchModel? garch;
    private readonly HarModel har;
    private readonly LearnedModel learned;
    private double garchVariance;

    private FittedModels(GarchModel? garch, HarModel har, LearnedModel learned, double garchVariance) =>
        (this.garch, this.har, this.learned, this.garchVariance) = (garch, har, learned, garchVariance);

    /// <summary>Estimates all on the returns before a day; GARCH starts at its last estimate.</summary>
    public static FittedModels Fit(ForecastFeatures features, ReadOnlySpan<double> before, ForecastRules rules, FittedModels? last)
    {
        var first = Math.Max(rules.EwmaBurnInDays, ForecastFeatures.MonthDays);
        var garch = GarchModel.Fit(before, last?.garch);
        return new(
            garch,
            HarModel.Fit(features, first, before.Length),
            LearnedModel.Fit(features, first, before.Length, rules.Ridge),
            garch?.VarianceAfter(before) ?? 0);
    }

    /// <summary>For the day of return t, by model in the order of <see cref="ForecastModel"/>.</summary>
    public double[] Variances(ForecastFeatures features, int t) =>
        [features.Ewma[t], garch is null ? features.Ewma[t] : garchVariance, har.Variance(features, t), learned.Variance(features, t)];

    public void Observe(double logReturn)
    {
        if (garch is not null) garchVariance = garch.Next(garchVariance, logReturn);
    }
}
