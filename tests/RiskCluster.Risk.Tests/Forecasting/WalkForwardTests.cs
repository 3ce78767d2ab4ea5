using FsCheck;
using FsCheck.Fluent;
using RiskCluster.Risk.Calibration;
using RiskCluster.Risk.Forecasting;

namespace RiskCluster.Risk.Tests.Forecasting;

[Trait("Rule", "CAL-1")]
public sealed class WalkForwardTests
{
    private static readonly ForecastRules Short = new(TrainingDays: 120, RefitDays: 25, MinimalScoredDays: 40);

    [Fact]
    public void What_comes_later_changes_no_forecast() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(12), Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var known = TestReturns.Garch(150 + random.Next(60), seed, 0.03);
            var now = WalkForward.Run(known, Short);
            var later = WalkForward.Run([.. known, .. Enumerable.Range(0, 30).Select(_ => random.NextDouble() - 0.5)], Short);
            var days = now.VolDaily.Length;
            return later.VolDaily[..days].SequenceEqual(now.VolDaily) && later.InUse[..days].SequenceEqual(now.InUse)
                && now.Variances.Zip(later.Variances).All(pair => pair.Second[..days].SequenceEqual(pair.First));
        }));

    [Fact]
    public void The_weighted_mean_is_that_of_the_calibration_filter()
    {
        var returns = TestReturns.Garch(200, 1, 0.03);
        var forecast = WalkForward.Run(returns, Short);
        var filter = new EwmaFilter(returns, Short.EwmaLambda, Short.EwmaBurnInDays);
        for (var t = forecast.FirstDay; t <= returns.Length; t++)
            Math.Sqrt(forecast.Variances[0][t - forecast.FirstDay]).ShouldBe(filter.Forecast(t), 1e-15);
    }

    [Fact]
    public void Between_estimations_garch_follows_its_recursion_and_restarts_from_all_that_is_known()
    {
        var returns = TestReturns.Garch(180, 2, 0.03);
        var forecast = WalkForward.Run(returns, Short);
        var model = GarchModel.Fit(returns.AsSpan(0, 120)).ShouldNotBeNull();
        for (var t = 120; t < 145; t++) forecast.Variances[1][t - 120].ShouldBe(model.VarianceAfter(returns.AsSpan(0, t)), 3e-3 * model.VarianceAfter(returns.AsSpan(0, t)));
        forecast.Variances[1][0].ShouldBe(model.VarianceAfter(returns.AsSpan(0, 120)));
        forecast.Variances[1][25].ShouldBe(GarchModel.Fit(returns.AsSpan(0, 145), model)!.VarianceAfter(returns.AsSpan(0, 145)));
    }

    [Fact]
    public void The_volatility_in_use_rises_at_once_and_falls_no_faster_than_governed()
    {
        foreach (var seed in Enumerable.Range(0, 6))
        {
            var rules = new ForecastRules(TrainingDays: 120, RefitDays: 25, MinimalScoredDays: 40, MaxFallPerDay: 0.02);
            var forecast = WalkForward.Run(TestReturns.Waves(320, seed), rules);
            for (var i = 0; i < forecast.VolDaily.Length; i++)
            {
                var chosen = Math.Sqrt(forecast.Variances[(int)forecast.InUse[i]][i]);
                forecast.VolDaily[i].ShouldBe(i == 0 ? chosen : Math.Max(chosen, 0.98 * forecast.VolDaily[i - 1]));
            }
        }
    }

    [Fact]
    public void The_learned_forecast_is_used_where_it_beats_all_others_and_nowhere_else()
    {
        // A fall raises the next day's volatility and a rise lowers it: of these models only the learned one sees signs.
        var told = WalkForward.Run(TestReturns.Waves(1500, seed: 4), new());
        told.Choice.Model.ShouldBe(ForecastModel.Learned);
        told.Choice.Rivals.ShouldAllBe(rival => rival.Test!.PValue < 0.05);
        told.InUse[0].ShouldBe(ForecastModel.Ewma);
        told.InUse[^1].ShouldBe(ForecastModel.Learned);

        // Drawn from GARCH itself nothing beats it.
        var drawn = WalkForward.Run(TestReturns.Garch(1500, seed: 4, 0.03), new());
        drawn.Choice.Model.ShouldNotBe(ForecastModel.Learned);
        drawn.InUse.ShouldNotContain(ForecastModel.Learned);
        drawn.Choice.MeanQlike[(int)ForecastModel.Garch].ShouldBe(drawn.Choice.MeanQlike.Min());
    }

    [Fact]
    public void A_great_ridge_leaves_the_weighted_mean_times_a_constant()
    {
        var forecast = WalkForward.Run(TestReturns.Waves(160, seed: 1), new(TrainingDays: 120, RefitDays: 100, Ridge: 1e6));
        var ratios = forecast.Variances[3].Zip(forecast.Variances[0], (learned, ewma) => learned / ewma).ToArray();
        ratios.ShouldAllBe(ratio => Math.Abs(ratio / ratios[0] - 1) < 1e-4);
    }

    [Fact]
    public void Prices_that_never_move_and_prices_that_jump_have_finite_forecasts()
    {
        foreach (var returns in new[] { new double[200], [.. Enumerable.Range(0, 200).Select(t => t == 150 ? -3.0 : 0)], [.. Enumerable.Range(0, 200).Select(t => t % 2 == 0 ? 0.1 : -0.1)] })
        {
            var forecast = WalkForward.Run(returns, Short);
            forecast.Variances.SelectMany(series => series).ShouldAllBe(variance => variance > 0 && variance < 100);
            forecast.VolDaily.ShouldAllBe(vol => vol > 0 && vol < 10);
        }
    }

    [Fact]
    public void The_learned_model_is_at_the_minimum_of_its_own_cost()
    {
        // At the minimum over the constant the mean of r^2/v is 1, whatever the other weights.
        var features = new ForecastFeatures(TestReturns.Garch(600, 9, 0.03), new());
        var model = LearnedModel.Fit(features, 30, 600, ridge: 0.02);
        Enumerable.Range(30, 570).Average(t => features.SquareOf(t) / model.Variance(features, t)).ShouldBe(1, 1e-6);
    }

    [Fact]
    public void Too_short_a_history_and_rules_outside_their_bounds_are_refused()
    {
        Should.Throw<ArgumentException>(() => WalkForward.Run(new double[119], Short));
        Should.Throw<ArgumentOutOfRangeException>(() => new ForecastRules(EwmaLambda: 1));
        Should.Throw<ArgumentOutOfRangeException>(() => new ForecastRules(TrainingDays: 99));
        Should.Throw<ArgumentOutOfRangeException>(() => new ForecastRules(RefitDays: 0));
        Should.Throw<ArgumentOutOfRangeException>(() => new ForecastRules(MaxFallPerDay: 0));
        Should.Throw<ArgumentOutOfRangeException>(() => new ForecastRules(Significance: 0.6));
    }

    [Fact]
    public void The_loss_is_least_in_the_mean_at_the_true_variance()
    {
        var returns = TestReturns.Garch(4000, 11, 0.03);
        var mean = returns.Average(r => r * r);
        double Mean(double variance) => returns.Average(r => Qlike.Loss(variance, r));
        Mean(mean).ShouldBeLessThan(Mean(1.01 * mean));
        Mean(mean).ShouldBeLessThan(Mean(0.99 * mean));
        double.IsFinite(Qlike.Loss(mean, 0)).ShouldBeTrue();
    }
}
