using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Tests.Margin;

public sealed class RiskModelTests
{
    [Fact]
    public void The_shipped_model_is_the_document_in_the_source_tree()
    {
        var model = RiskModel.Load("riskcluster-1");
        model.Name.ShouldBe("riskcluster-1");
        model.ContentHash.ShouldBe(RiskModel.Parse(ModelText.Shipped).ContentHash);
        model.Historical.StressedWindows.Select(window => window.Name).ShouldBe(["March 2020", "May 2021", "November 2022", "October 2025", "February 2026"]);
        model.Requirement.EsConfidence.ShouldBe(0.99);
        model.Calibration.PriceRanges.For("BTC").Maximal.ShouldBe(0.5);
        model.Calibration.PriceRanges.For("never named").ShouldBe(model.Calibration.PriceRanges.Default);
    }

    [Fact]
    public void A_model_that_does_not_ship_is_a_mistake_of_the_caller() => Should.Throw<ArgumentException>(() => RiskModel.Load("riskcluster-0"));

    [Theory]
    [InlineData("name", "\" \"", "$.name: must be a text that is not empty")]
    [InlineData("name", null, "$.name: is missing")]
    [InlineData("version", "1", "$.version: must be a text that is not empty")]
    [InlineData("version", "\"1\"", "$.version: must be a semantic version such as 1.0.0")]
    [InlineData("version", "\"1.1\"", "$.version: must be a semantic version such as 1.0.0")]
    [InlineData("version", "\"v1.1.0\"", "$.version: must be a semantic version such as 1.0.0")]
    [InlineData("version", "\"1.01.0\"", "$.version: must be a semantic version such as 1.0.0")]
    [InlineData("version", "\"1.1.0\\n\"", "$.version: must be a semantic version such as 1.0.0")]
    [InlineData("version", "\" 1.1.0\"", "$.version: must be a semantic version such as 1.0.0")]
    [InlineData("version", "\"1.1.0-\"", "$.version: must be a semantic version such as 1.0.0")]
    [InlineData("version", "\"1.1.0-a..b\"", "$.version: must be a semantic version such as 1.0.0")]
    [InlineData("version", "\"1.1.0-01\"", "$.version: must be a semantic version such as 1.0.0")]
    [InlineData("version", "\"\u0661.1.0\"", "$.version: must be a semantic version such as 1.0.0")]
    [InlineData("colour", "1e999", "$.colour: is not a member of this object")]
    [InlineData("colour", "1", "$.colour: is not a member of this object")]
    [InlineData("grid", "[]", "$.grid: must be an object")]
    [InlineData("grid.price_moves", "[]", "$.grid.price_moves: must have at least 1 entries")]
    [InlineData("grid.price_moves", "0.5", "$.grid.price_moves: must be an array")]
    [InlineData("grid.price_moves.3", "1.25", "$.grid.price_moves[3]: must be within [-1, 1]")]
    [InlineData("grid.price_moves.3", "-0.75", "$.grid.price_moves[3]: must be above the number before it")]
    [InlineData("grid.price_moves.3", "\"1\"", "$.grid.price_moves[3]: must be a number")]
    [InlineData("grid.vol_up", "-0.1", "$.grid.vol_up: must be within [0, 5]")]
    [InlineData("grid.vol_up", "1e999", "$.grid.vol_up: must be within [0, 5]")]
    [InlineData("grid.vol_down", "0.1", "$.grid.vol_down: must be within [-1, 0]")]
    [InlineData("grid.horizon_days", "-1", "$.grid.horizon_days: must be within [0, 30]")]
    [InlineData("tails.2.dampening", "0", "$.tails[2].dampening: must be within (0, 1]")]
    [InlineData("tails.2.spot_ratio", "0", "$.tails[2].spot_ratio: must be within (0, 10]")]
    [InlineData("tails.2.spot_ration", "1", "$.tails[2].spot_ration: is not a member of this object")]
    [InlineData("vol_shock_scaling.floor_days", "0", "$.vol_shock_scaling.floor_days: must be within (0, 365]")]
    [InlineData("skew", null, "$.skew: is missing")]
    [InlineData("skew.price_moves.1", "-0.5", "$.skew.price_moves[1]: must be above the number before it")]
    [InlineData("skew.price_moves.2", "1.5", "$.skew.price_moves[2]: must be within [-1, 1]")]
    [InlineData("skew.minimal_width", "0", "$.skew.minimal_width: must be within (0, 10]")]
    [InlineData("skew.linear_cap", "-0.1", "$.skew.linear_cap: must be within [0, 5]")]
    [InlineData("term.pivot_days", "0", "$.term.pivot_days: must be within (0, 3650]")]
    [InlineData("term.back", "\"0.1\"", "$.term.back: must be a number")]
    [InlineData("term.middle", "1", "$.term.middle: is not a member of this object")]
    [InlineData("joint.directions", "\"all\"", "$.joint.directions: must be one of axes, axes_and_pairs")]
    [InlineData("joint.toward_one.0", "1.1", "$.joint.toward_one[0]: must be within [0, 1]")]
    [InlineData("historical.ewma_lambda", "1", "$.historical.ewma_lambda: must be within (0, 1)")]
    [InlineData("historical.minimal_days", "751", "$.historical.minimal_days: must not be above look_back_days")]
    [InlineData("historical.stressed_windows.0.last_day", "\"2020-02-30\"", "$.historical.stressed_windows[0].last_day: must be a calendar day such as 2020-03-12")]
    [InlineData("historical.stressed_windows.0.last_day", "\"2020-02-19\"", "$.historical.stressed_windows[0].last_day: must not be before first_day")]
    [InlineData("calibration.confidence", "1", "$.calibration.confidence: must be within [0.5, 1)")]
    [InlineData("calibration.price_ranges.by_underlying.BTC.maximal", "1", "$.calibration.price_ranges.by_underlying.BTC.maximal: must be within (0, 1)")]
    [InlineData("calibration.price_ranges.default.minimal", "0.7", "$.calibration.price_ranges.default.minimal: must not be above maximal")]
    [InlineData("requirement.maintenance_factor", "1.01", "$.requirement.maintenance_factor: must not be above initial_factor")]
    [InlineData("requirement.es_confidence", "true", "$.requirement.es_confidence: must be a number")]
    [InlineData("baselines.fixed_percentage", "2", "$.baselines.fixed_percentage: must be within (0, 1]")]
    [InlineData("allocation.standalone_floor", "1.1", "$.allocation.standalone_floor: must be within [0, 1]")]
    [InlineData("allocation", null, "$.allocation: is missing")]
    public void A_bad_document_names_the_place_and_the_rule(string path, string? value, string message) =>
        Should.Throw<RiskModelException>(() => RiskModel.Parse(ModelText.With(path, value))).Message.ShouldBe(message);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("7 8")]
    [InlineData("{\"name\":\"a\",\"name\":\"b\"}")]
    public void What_is_not_JSON_is_said_to_be_so(string text) =>
        Should.Throw<RiskModelException>(() => RiskModel.Parse(text)).Message.ShouldStartWith("$: is not JSON");

    [Fact]
    public void The_hash_is_of_the_values_and_not_of_their_spelling()
    {
        var shipped = RiskModel.Parse(ModelText.Shipped);
        RiskModel.Parse(ModelText.Shipped.Replace("\"horizon_days\": 1,", "\"horizon_days\" : 1.0,", StringComparison.Ordinal)).ContentHash.ShouldBe(shipped.ContentHash);
        RiskModel.Parse(ModelText.With("version", "\"1.1.1\"")).ContentHash.ShouldNotBe(shipped.ContentHash);
        shipped.ContentHash.Length.ShouldBe(64);
    }
}
