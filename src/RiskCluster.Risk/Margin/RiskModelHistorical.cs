using System.Collections.Immutable;

namespace RiskCluster.Risk.Margin;

/// <summary>Filtered historical scenarios (SCN-5) and the volatility filter behind them (CAL-1, EWMA).</summary>
/// <param name="LookBackDays">How many of the latest daily returns are scenarios.</param>
/// <param name="BurnInDays">How many returns at the start of the history only seed the volatility filter.</param>
/// <param name="MinimalDays">Fewer filtered returns than this are no calibration.</param>
/// <param name="EwmaLambda">Weight of yesterday's variance in today's forecast; within (0, 1).</param>
/// <param name="HorizonDays">Liquidation horizon: daily moves grow with its square root, and time rolls by it; days, > 0.</param>
/// <param name="LowestVolShock">Relative vol shocks of history are cut below this; within [-1, 0].</param>
/// <param name="HighestVolShock">And above this; >= 0.</param>
/// <param name="StressedWindows">Always mixed in, at no less than their historical size.</param>
public sealed record RiskModelHistorical(
    int LookBackDays,
    int BurnInDays,
    int MinimalDays,
    double EwmaLambda,
    double HorizonDays,
    double LowestVolShock,
    double HighestVolShock,
    ImmutableArray<StressedWindow> StressedWindows)
{
    private const double UsualFallPerDay = 0.03;

    /// <summary>Member <c>forecast</c>, <c>ewma</c> or <c>selected</c>; the first when it is left out.</summary>
    public VolForecastSource Forecast { get; init; }

    /// <summary>Member <c>max_vol_fall_per_day</c>: a selected forecast falls by at most this share a day; within (0, 1], 0.03 when it is left out.</summary>
    public double MaxVolFallPerDay { get; init; } = UsualFallPerDay;

    internal static RiskModelHistorical Read(RiskModelNode node)
    {
        var historical = new RiskModelHistorical(
            node.Whole("look_back_days", 1, 5000),
            node.Whole("burn_in_days", 1, 1000),
            node.Whole("minimal_days", 2, 5000),
            node.Number("ewma_lambda", Interval.Open(0, 1)),
            node.Number("horizon_days", Interval.AboveUpTo(0, 30)),
            node.Number("lowest_vol_shock", Interval.Closed(-1, 0)),
            node.Number("highest_vol_shock", Interval.Closed(0, 10)),
            node.Objects("stressed_windows", minimalCount: 0, StressedWindow.Read))
        {
            Forecast = node.ChoiceOr("forecast", VolForecastSource.Ewma, ("ewma", VolForecastSource.Ewma), ("selected", VolForecastSource.Selected)),
            MaxVolFallPerDay = node.NumberOr("max_vol_fall_per_day", Interval.AboveUpTo(0, 1), UsualFallPerDay),
        };
        node.Require(historical.MinimalDays <= historical.LookBackDays, "minimal_days", "must not be above look_back_days");
        return historical;
    }
}
