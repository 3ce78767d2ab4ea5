using System.Globalization;
using RiskCluster.Risk.Forecasting;
using RiskCluster.Tests;

namespace RiskCluster.Risk.Tests.Forecasting;

[Trait("Rule", "CAL-1")]
public sealed class GarchModelTests
{
    [SharedDataFact]
    public void The_benchmark_of_exchange_rates_is_met()
    {
        var returns = File.ReadLines(Path.Combine(SharedData.Folder, "history", "dem2gbp.csv")).Skip(1).Select(line => double.Parse(line, CultureInfo.InvariantCulture)).ToArray();
        returns.Length.ShouldBe(1974);
        var model = GarchModel.Fit(returns).ShouldNotBeNull();
        model.LogLikelihood.ShouldBe(-1106.60788104129, 1e-8);
        model.Mu.ShouldBe(-0.00619040838, 1e-5 * 0.0062);
        model.Omega.ShouldBe(0.0107613978518, 1e-5 * 0.0108);
        model.Alpha.ShouldBe(0.15313406182, 1e-5 * 0.153);
        model.Beta.ShouldBe(0.80597367031, 1e-5 * 0.806);

        // In other units the same model, from any other start the same one.
        var scaled = GarchModel.Fit([.. returns.Select(r => r / 100)]).ShouldNotBeNull();
        (scaled.Omega / model.Omega).ShouldBe(1e-4, 1e-9);
        scaled.Alpha.ShouldBe(model.Alpha, 1e-6);
        GarchModel.Fit(returns, model with { Alpha = 0.4, Beta = 0.1, Omega = 0.2 }).ShouldNotBeNull().LogLikelihood.ShouldBe(model.LogLikelihood, 1e-7);
    }

    [Fact]
    public void The_gradient_is_that_of_the_likelihood()
    {
        var likelihood = new GarchLikelihood(TestReturns.Garch(300, seed: 5), 0.9999);
        double[] at = [0.1, -3, 2, -1.5];
        var gradient = new double[4];
        likelihood.Cost(at, gradient);
        for (var i = 0; i < 4; i++)
        {
            double At(double step)
            {
                var moved = at.ToArray();
                moved[i] += step;
                return likelihood.Cost(moved, new double[4]);
            }

            gradient[i].ShouldBe((At(1e-5) - At(-1e-5)) / 2e-5, 1e-8);
        }
    }

    [Fact]
    public void What_is_fitted_has_the_likelihood_it_says_and_nothing_near_it_has_more()
    {
        var returns = TestReturns.Garch(1500, seed: 7);
        var model = GarchModel.Fit(returns).ShouldNotBeNull();
        model.LogLikelihood.ShouldBe(NaiveLogLikelihood(model, returns), 1e-8);
        foreach (var near in new[] { model with { Mu = model.Mu + 1e-4 }, model with { Omega = 1.01 * model.Omega }, model with { Alpha = 0.99 * model.Alpha }, model with { Beta = 1.003 * model.Beta } })
            NaiveLogLikelihood(near, returns).ShouldBeLessThan(model.LogLikelihood);
        model.Alpha.ShouldBe(0.1, 0.05);
        model.Beta.ShouldBe(0.85, 0.08);
    }

    [Fact]
    public void Every_fit_is_stationary_whatever_the_returns_do()
    {
        foreach (var seed in Enumerable.Range(0, 20))
        {
            var random = new Random(seed);
            // Growing, shrinking, jumping and constant variances.
            var returns = Enumerable.Range(0, 200).Select(t => 0.02 * (random.NextDouble() - 0.5) * (seed % 4) switch { 0 => 1 + t / 10.0, 1 => 1 / (1 + t / 10.0), 2 => random.Next(50) == 0 ? 30 : 1, _ => 1 }).ToArray();
            var model = GarchModel.Fit(returns).ShouldNotBeNull();
            (model.Alpha + model.Beta).ShouldBeLessThan(1);
            model.Alpha.ShouldBeGreaterThanOrEqualTo(0);
            model.Beta.ShouldBeGreaterThanOrEqualTo(0);
            model.VarianceAfter(returns).ShouldBeGreaterThan(0);
        }
    }

    [Fact]
    public void Returns_that_do_not_vary_have_no_model_and_bad_ones_are_refused()
    {
        GarchModel.Fit(new double[100]).ShouldBeNull();
        Should.Throw<ArgumentException>(() => GarchModel.Fit(new double[49]));
        Should.Throw<ArgumentException>(() => GarchModel.Fit([.. new double[99], double.NaN]));
    }

    private static double NaiveLogLikelihood(GarchModel model, double[] returns)
    {
        var residuals = returns.Select(r => r - model.Mu).ToArray();
        var (h, square, sum) = (residuals.Average(e => e * e), residuals.Average(e => e * e), 0.0);
        foreach (var e in residuals)
        {
            h = model.Omega + model.Alpha * square + model.Beta * h;
            square = e * e;
            sum -= 0.5 * (Math.Log(2 * Math.PI * h) + square / h);
        }

        return sum;
    }
}
