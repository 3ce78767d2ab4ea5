using System.Collections.Immutable;
using RiskCluster.Risk.Calibration;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Scenarios;
using RiskCluster.Risk.Tests.Margin;

namespace RiskCluster.Risk.Tests.Calibration;

public sealed class CalibratorTests
{
    private static readonly RiskModel Shipped = RiskModel.Load("riskcluster-1");
    private static readonly ImmutableArray<string> Both = ["AAA", "BBB"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("Rule", "CAL-2")]
    public void What_lies_after_the_as_of_time_changes_no_digit(bool hasVolIndex)
    {
        const int last = 400;
        var asOf = SyntheticHistory.AfterClose(last);
        var one = SyntheticHistory.Make(600, hasVolIndex: hasVolIndex);
        var other = SyntheticHistory.Make(500, hasVolIndex: hasVolIndex, sameUntil: last + 1, laterScale: 5);
        one.Closes("AAA")[last].ShouldBe(other.Closes("AAA")[last]);
        one.Closes("AAA")[last + 1].ShouldNotBe(other.Closes("AAA")[last + 1]);

        var first = ScenarioSetBuilder.Build(Shipped, Calibrator.Calibrate(Shipped, one, Both, asOf));
        var second = ScenarioSetBuilder.Build(Shipped, Calibrator.Calibrate(Shipped, other, Both, asOf));
        second.Names.ShouldBe(first.Names);
        foreach (var underlying in Both)
        {
            second.For(underlying).SpotRatio.ShouldBe(first.For(underlying).SpotRatio);
            second.For(underlying).VolShock.ShouldBe(first.For(underlying).VolShock);
        }
    }

    [Fact]
    [Trait("Rule", "CAL-2")]
    public void A_close_counts_once_its_day_has_ended()
    {
        var history = SyntheticHistory.Make(300);
        var atClose = SyntheticHistory.AfterClose(200);
        var before = new UnixTime(atClose.Milliseconds - 1);
        Calibrator.Calibrate(Shipped, history, Both, atClose).LastDay.ShouldBe(SyntheticHistory.FirstDay.AddDays(200));
        Calibrator.Calibrate(Shipped, history, Both, before).LastDay.ShouldBe(SyntheticHistory.FirstDay.AddDays(199));
    }

    [Fact]
    [Trait("Rule", "CAL-2")]
    public void Ranges_rise_with_confidence_and_stay_within_their_bounds()
    {
        var history = SyntheticHistory.Make(800);
        var before = new double[Both.Length];
        foreach (var confidence in new[] { 0.5, 0.75, 0.9, 0.95, 0.975, 0.99, 0.995, 0.9999 })
        {
            var ranges = Calibrator.Calibrate(ModelText.Model("calibration.confidence", confidence), history, Both, SyntheticHistory.AfterClose(799)).Ranges;
            for (var u = 0; u < Both.Length; u++)
            {
                ranges[u].Filtered.ShouldBeGreaterThanOrEqualTo(before[u]);
                ranges[u].Range.ShouldBeInRange(Shipped.Calibration.PriceRanges.Default.Minimal, Shipped.Calibration.PriceRanges.Default.Maximal);
                before[u] = ranges[u].Filtered;
            }
        }
    }

    [Fact]
    [Trait("Rule", "CAL-2")]
    public void A_range_never_falls_below_the_stressed_floor_once_the_crisis_is_known()
    {
        // Wild until the end of the window of March 2020, then a tenth of it for so long that the look-back has forgotten.
        var history = SyntheticHistory.Make(1200, sameUntil: 112, laterScale: 0.1);
        var model = ModelText.Model("calibration.price_ranges.default.minimal", 0.001);
        var withFloor = Calibrator.Calibrate(model, history, Both, SyntheticHistory.AfterClose(1199)).Ranges[0];
        withFloor.StressedFloor.ShouldNotBeNull().ShouldBeGreaterThan(3 * withFloor.Filtered);
        withFloor.Range.ShouldBe(withFloor.StressedFloor.Value);

        var halved = RiskModel.Parse(ModelText.With("calibration.stressed_floor", "0.5"));
        Calibrator.Calibrate(halved, history, Both, SyntheticHistory.AfterClose(1199)).Ranges[0].StressedFloor.ShouldBe(withFloor.StressedFloor.Value / 2);
    }

    [Fact]
    [Trait("Rule", "CAL-2")]
    public void The_filtered_range_grows_with_the_root_of_the_horizon_for_small_moves()
    {
        var history = SyntheticHistory.Make(800, laterScale: 0.001);
        var one = Calibrator.Calibrate(Shipped, history, Both, SyntheticHistory.AfterClose(799)).Ranges[0].Filtered;
        var four = Calibrator.Calibrate(ModelText.Model("calibration.horizon_days", 4), history, Both, SyntheticHistory.AfterClose(799)).Ranges[0].Filtered;
        (four / one).ShouldBe(2, 1e-3);
    }

    [Fact]
    [Trait("Rule", "SCN-5")]
    public void Windows_after_the_as_of_time_are_reported_absent()
    {
        var windows = Calibrator.Calibrate(Shipped, SyntheticHistory.Make(700), Both, UnixTime.FromUtc(2021, 5, 10)).Windows;
        windows.Select(window => window.KnownDays).ShouldBe([61, 5, 0, 0, 0]);
        windows.Select(window => window.IsAbsent).ShouldBe([false, false, true, true, true]);
    }

    [Fact]
    [Trait("Rule", "SCN-5")]
    public void A_stressed_day_keeps_its_historical_size_and_an_ordinary_one_is_rescaled()
    {
        // Days grow calm by a factor of ten after the window of March 2020: forecasts are far below those of the crisis.
        var history = SyntheticHistory.Make(500, sameUntil: 112, laterScale: 0.1);
        var calibration = Calibrator.Calibrate(Shipped, history, Both, SyntheticHistory.AfterClose(499));
        var closes = history.Closes("AAA");
        foreach (var shock in calibration.History)
        {
            var day = shock.Day.DayNumber - SyntheticHistory.FirstDay.DayNumber;
            var logReturn = Math.Log(closes[day] / closes[day - 1]);
            if (shock.StressedWindow == "March 2020") shock.LogMoves[0].ShouldBe(logReturn, 1e-15);
            else if (day < 50) Math.Abs(shock.LogMoves[0]).ShouldBeLessThan(Math.Abs(logReturn) / 3);
        }

        calibration.History.Count(shock => shock.StressedWindow == "March 2020").ShouldBe(61);
        calibration.History.Select(shock => shock.Day).ShouldBeUnique();
    }

    [Fact]
    [Trait("Rule", "SCN-5")]
    public void A_stressed_day_grows_when_today_is_wilder_still()
    {
        var history = SyntheticHistory.Make(500, sameUntil: 400, laterScale: 4);
        var calibration = Calibrator.Calibrate(Shipped, history, Both, SyntheticHistory.AfterClose(499));
        var closes = history.Closes("AAA");
        foreach (var shock in calibration.History.Where(shock => shock.StressedWindow == "March 2020"))
        {
            var day = shock.Day.DayNumber - SyntheticHistory.FirstDay.DayNumber;
            Math.Abs(shock.LogMoves[0]).ShouldBeGreaterThan(1.5 * Math.Abs(Math.Log(closes[day] / closes[day - 1])));
        }
    }

    [Fact]
    [Trait("Rule", "SCN-5")]
    public void Vol_shocks_are_observed_where_the_index_was_and_modelled_elsewhere()
    {
        var history = SyntheticHistory.Make(500, hasVolIndex: true);
        var calibration = Calibrator.Calibrate(Shipped, history, Both, SyntheticHistory.AfterClose(499));
        var index = history.VolIndex("AAA").ShouldNotBeNull();
        calibration.VolResponses.ShouldAllBe(response => response != null);
        foreach (var shock in calibration.History)
        {
            var day = shock.Day.DayNumber - SyntheticHistory.FirstDay.DayNumber;
            var observed = index[day] / index[day - 1] - 1;
            shock.VolSources.ShouldBe(double.IsNaN(observed)
                ? [VolShockSource.Regression, VolShockSource.Regression]
                : [VolShockSource.Observed, VolShockSource.ObservedElsewhere]);
            if (!double.IsNaN(observed)) shock.VolShocks.ShouldBe([observed, observed], 1e-12);
        }

        var without = Calibrator.Calibrate(Shipped, SyntheticHistory.Make(500), Both, SyntheticHistory.AfterClose(499));
        without.VolResponses.ShouldAllBe(response => response == null);
        without.History.ShouldAllBe(shock => shock.VolSources.All(source => source == VolShockSource.ForecastChange));
    }

    [Fact]
    [Trait("Rule", "SCN-5")]
    public void Vol_shocks_stay_within_the_models_bounds()
    {
        var model = RiskModel.Parse(ModelText.With("historical.highest_vol_shock", "0.05"));
        var shocks = Calibrator.Calibrate(model, SyntheticHistory.Make(500), Both, SyntheticHistory.AfterClose(499)).History.SelectMany(shock => shock.VolShocks).ToArray();
        shocks.Max().ShouldBe(0.05);
        shocks.Min().ShouldBeGreaterThanOrEqualTo(model.Historical.LowestVolShock);
    }

    [Fact]
    [Trait("Rule", "CAL-2")]
    public void Too_little_history_gives_no_calibration()
    {
        var history = SyntheticHistory.Make(400);
        Should.Throw<InsufficientHistoryException>(() => Calibrator.Calibrate(Shipped, history, Both, SyntheticHistory.AfterClose(59)));
        Calibrator.Calibrate(Shipped, history, Both, SyntheticHistory.AfterClose(60)).History.ShouldNotBeEmpty();
        Should.Throw<InsufficientHistoryException>(() => Calibrator.Calibrate(Shipped, history, ["CCC"], SyntheticHistory.AfterClose(200))).Message.ShouldBe("no history of CCC");
        Should.Throw<InsufficientHistoryException>(() => Calibrator.Calibrate(Shipped, history, Both, UnixTime.FromUtc(2019, 12, 31)));
    }
}
