using RiskCluster.Risk.Calibration;

namespace RiskCluster.Risk.Tests.Calibration;

[Trait("Rule", "SCN-5")]
public sealed class VolResponseTests
{
    [Fact]
    public void The_fit_finds_the_line_that_made_the_data()
    {
        var truth = new VolResponse(-0.02, -0.03, 0.05, 0);
        var returns = Enumerable.Range(0, VolResponse.MinimalObservations).Select(i => Math.Sin(i) * 3);
        var fit = VolResponse.Fit([.. returns.Select(z => (z, truth.LogChange(z)))]).ShouldNotBeNull();
        fit.Intercept.ShouldBe(truth.Intercept, 1e-12);
        fit.Return.ShouldBe(truth.Return, 1e-12);
        fit.AbsoluteReturn.ShouldBe(truth.AbsoluteReturn, 1e-12);
        fit.Observations.ShouldBe(VolResponse.MinimalObservations);
    }

    [Fact]
    public void Too_few_days_or_days_that_say_nothing_fit_nothing()
    {
        VolResponse.Fit([.. Enumerable.Repeat((1.0, 0.1), VolResponse.MinimalObservations - 1)]).ShouldBeNull();
        VolResponse.Fit([.. Enumerable.Repeat((0.0, 0.1), VolResponse.MinimalObservations)]).ShouldBeNull();
    }
}
