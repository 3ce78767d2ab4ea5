using System.Collections.Immutable;
using RiskCluster.Risk.Calibration;
using RiskCluster.Risk.Forecasting;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Tests.Margin;

namespace RiskCluster.Risk.Tests.Calibration;

/// <summary>What a model may say beyond the shipped one: a selected forecast, and regimes that move price ranges.</summary>
public sealed class DynamicCalibrationTests
{
    private const string Regimes = """
        { "volatility": { "threshold": 1.1, "slope": 1, "maximal": 1.5 }, "depth": { "threshold": 2, "slope": 0.5, "maximal": 3 },
          "congestion": { "threshold": 1.5, "slope": 0.2, "maximal": 2 }, "hysteresis": 0.1, "max_fall_per_day": 0.02, "maximal_unwind": 5, "normal_days": 90 }
        """;

    private static readonly ImmutableArray<string> Both = ["AAA", "BBB"];
    private static readonly RiskModel Shipped = RiskModel.Load("riskcluster-1");

    // Bounds so wide that none of them hides what a regime does.
    private static readonly string Wide = ModelText.With("calibration.price_ranges", """{ "default": { "minimal": 0.001, "maximal": 0.999 }, "by_underlying": {} }""");

    [Fact]
    [Trait("Rule", "CAL-3")]
    public void A_wild_market_widens_price_ranges_at_once_and_a_calm_one_narrows_them_slowly()
    {
        var model = With("regimes", Regimes);
        var plain = RiskModel.Parse(Wide);
        // Calm for 300 days, wild for 20, calm again.
        var wild = SyntheticHistory.Make(320, sameUntil: 300, laterScale: 3);
        Factor(model, wild, 299).ShouldBeInRange(1, 1.2);
        var peak = Factor(model, wild, 319);
        peak.ShouldBe(1.5);
        var range = Calibrator.Calibrate(model, wild, Both, SyntheticHistory.AfterClose(319)).Ranges[0];
        var without = Calibrator.Calibrate(plain, wild, Both, SyntheticHistory.AfterClose(319)).Ranges[0];
        without.ShockFactor.ShouldBe(1);
        range.Range.ShouldBe(Math.Min(0.999, 1.5 * without.Range), 1e-12);

        var calm = SyntheticHistory.Make(420, sameUntil: 330, laterScale: 0.05);
        var before = Factor(model, calm, 330);
        for (var day = 331; day < 420; day++)
        {
            var now = Factor(model, calm, day);
            now.ShouldBeGreaterThanOrEqualTo(0.98 * before - 1e-12);
            now.ShouldBeInRange(1, 1.5);
            before = now;
        }
    }

    [Fact]
    [Trait("Rule", "CAL-3")]
    public void Later_closes_change_no_regime_and_bounds_of_ranges_hold()
    {
        var model = With("regimes", Regimes);
        var known = SyntheticHistory.Make(400, sameUntil: 301, laterScale: 1);
        var other = SyntheticHistory.Make(400, sameUntil: 301, laterScale: 5);
        Factor(model, other, 300).ShouldBe(Factor(model, known, 300));
        var bounded = RiskModel.Parse(ModelText.With("regimes", Regimes));
        foreach (var range in Calibrator.Calibrate(bounded, other, Both, SyntheticHistory.AfterClose(399)).Ranges)
            range.Range.ShouldBeInRange(Shipped.Calibration.PriceRanges.Default.Minimal, Shipped.Calibration.PriceRanges.Default.Maximal);
    }

    [Fact]
    [Trait("Rule", "CAL-1")]
    public void A_selected_forecast_is_that_of_the_walk_forward_and_a_short_history_has_the_weighted_mean()
    {
        var model = RiskModel.Parse(ModelText.With("historical.forecast", "\"selected\""));
        var history = SyntheticHistory.Make(900);
        double[] returns = [.. history.Closes("AAA").Skip(1).Zip(history.Closes("AAA"), (now, before) => Math.Log(now / before))];
        Calibrator.Calibrate(model, history, Both, SyntheticHistory.AfterClose(899)).ForecastVolsDaily[0].ShouldBe(WalkForward.Run(returns, new()).NextVolDaily);

        var early = SyntheticHistory.AfterClose(400);
        Calibrator.Calibrate(model, history, Both, early).ForecastVolsDaily.ShouldBe(Calibrator.Calibrate(Shipped, history, Both, early).ForecastVolsDaily);
        Calibrator.Calibrate(RiskModel.Parse(ModelText.With("historical.forecast", "\"ewma\"")), history, Both, SyntheticHistory.AfterClose(899)).ForecastVolsDaily
            .ShouldBe(Calibrator.Calibrate(Shipped, history, Both, SyntheticHistory.AfterClose(899)).ForecastVolsDaily);
    }

    [Fact]
    [Trait("Rule", "CAL-1")]
    [Trait("Rule", "CAL-3")]
    public void What_the_document_leaves_out_is_off_and_what_it_says_has_bounds()
    {
        Shipped.Regimes.ShouldBeNull();
        Shipped.Historical.Forecast.ShouldBe(VolForecastSource.Ewma);
        Refused("historical.forecast", "\"oracle\"", "$.historical.forecast");
        Refused("historical.max_vol_fall_per_day", "0", "$.historical.max_vol_fall_per_day");
        Refused("regimes", Regimes.Replace("\"hysteresis\": 0.1", "\"hysteresis\": 0.95", StringComparison.Ordinal), "$.regimes.hysteresis");
        Refused("regimes", Regimes.Replace("\"maximal\": 1.5", "\"maximal\": 0.5", StringComparison.Ordinal), "$.regimes.volatility.maximal");
        Refused("regimes", "{}", "$.regimes.volatility");
    }

    private static void Refused(string path, string value, string place) =>
        Should.Throw<RiskModelException>(() => RiskModel.Parse(ModelText.With(path, value))).Path.ShouldBe(place);

    private static double Factor(RiskModel model, DailyHistory history, int day) => Calibrator.Calibrate(model, history, Both, SyntheticHistory.AfterClose(day)).Ranges[0].ShockFactor;

    private static RiskModel With(string section, string json)
    {
        var document = System.Text.Json.Nodes.JsonNode.Parse(Wide)!;
        document[section] = System.Text.Json.Nodes.JsonNode.Parse(json);
        return RiskModel.Parse(document.ToJsonString());
    }
}
