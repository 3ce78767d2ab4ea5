using RiskCluster.Risk.Calibration;

namespace RiskCluster.Risk.Tests.Calibration;

[Trait("Rule", "CAL-1")]
public sealed class EwmaFilterTests
{
    [Fact]
    public void The_recursion_by_hand()
    {
        var filter = new EwmaFilter([0.02, -0.02, 0.03, -0.01], lambda: 0.9, burnInDays: 2);
        var first = 0.0004;
        var second = 0.9 * first + 0.1 * 0.0009;
        var third = 0.9 * second + 0.1 * 0.0001;
        filter.Forecasts.ShouldBe([Math.Sqrt(first), Math.Sqrt(second)], 1e-15);
        filter.NextVolDaily.ShouldBe(Math.Sqrt(third), 1e-15);
        filter.Forecast(3).ShouldBe(filter.Forecasts[1]);
        filter.Forecast(4).ShouldBe(filter.NextVolDaily);
    }

    [Fact]
    public void A_forecast_knows_nothing_of_its_own_day()
    {
        var calm = new EwmaFilter([0.01, 0.01, 0.01, 0.01], 0.94, 2);
        var wild = new EwmaFilter([0.01, 0.01, 0.01, 0.50], 0.94, 2);
        wild.Forecasts.ShouldBe(calm.Forecasts);
        wild.NextVolDaily.ShouldBeGreaterThan(calm.NextVolDaily);
    }

    [Fact]
    public void Prices_that_never_move_have_a_volatility_above_zero() => new EwmaFilter(new double[30], 0.94, 20).NextVolDaily.ShouldBeGreaterThan(0);

    [Fact]
    public void Too_short_a_series_is_refused() => Should.Throw<InsufficientHistoryException>(() => new EwmaFilter(new double[19], 0.94, 20));
}
