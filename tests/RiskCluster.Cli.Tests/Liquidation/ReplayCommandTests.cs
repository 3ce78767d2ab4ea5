using System.Text.Json;

namespace RiskCluster.Cli.Tests.Liquidation;

/// <summary>A small crash, unwound two ways.</summary>
[Trait("Rule", "SYS-2")]
public sealed class ReplayCommandTests
{
    private static readonly string[] Small = ["liquidation", "replay", "--owners", "90", "--ticks", "1"];
    private static readonly string[] Parts = ["half_spread_usd", "walk_usd", "impact_usd", "vega_spread_usd"];
    private static readonly Lazy<string> Document = new(() =>
    {
        var run = CommandRun.Of([.. Small, "--json"]);
        run.ExitCode.ShouldBe(0, run.Error);
        return run.Output;
    });

    [Fact]
    public void Across_venues_is_cheaper_and_moves_the_market_less()
    {
        var answer = JsonDocument.Parse(Document.Value).RootElement;
        answer.GetProperty("accounts").GetInt32().ShouldBe(270);
        foreach (var view in new[] { "first_unwinds", "all_unwinds" })
        {
            var (joint, apart) = (Way(answer, view, "joint"), Way(answer, view, "venue_by_venue"));
            Number(joint, "owners").ShouldBeGreaterThan(2);
            Number(joint, "cost_usd").ShouldBeLessThan(0.8 * Number(apart, "cost_usd"));
            Number(joint, "impact_usd").ShouldBeLessThan(Number(apart, "impact_usd"));
            Number(joint, "recovered_share").ShouldBeGreaterThanOrEqualTo(Number(apart, "recovered_share"));
            Number(joint, "shortfall_usd").ShouldBeLessThanOrEqualTo(Number(apart, "shortfall_usd"));
            Number(joint, "cost_over_best").ShouldBeInRange(1, 4);
        }
    }

    [Fact]
    public void Totals_can_be_computed_again_from_the_unwinds()
    {
        var answer = JsonDocument.Parse(Document.Value).RootElement;
        var unwinds = answer.GetProperty("unwinds").EnumerateArray().ToList();
        foreach (var way in new[] { "joint", "venue_by_venue" })
            foreach (var view in new[] { "first_unwinds", "all_unwinds" })
            {
                var total = Way(answer, view, way);
                var own = unwinds.Where(unwind => unwind.GetProperty("way").GetString() == way && (view == "all_unwinds" || unwind.GetProperty("first").GetBoolean())).ToList();
                foreach (var name in new[] { "cost_usd", "traded_usd", "half_spread_usd", "walk_usd", "impact_usd", "vega_spread_usd", "best_possible_usd", "steps", "orders" })
                    Number(total, name).ShouldBe(own.Sum(unwind => Number(unwind, name)), 1e-9 * (1 + Number(total, name)), name);
                Number(total, "unwinds").ShouldBe(own.Count);
                Number(total, "cost_usd").ShouldBe(Parts.Sum(name => Number(total, name)), 1e-9 * Number(total, "cost_usd"));
                Number(total, "impact_basis_points").ShouldBe(1e4 * Number(total, "impact_usd") / Number(total, "traded_usd"), 1e-9);
                Number(total, "cost_over_best").ShouldBe(Number(total, "cost_usd") / Number(total, "best_possible_usd"), 1e-9);
                var recovered = own.GroupBy(unwind => unwind.GetProperty("owner").GetString()).Select(owner => owner.All(unwind => unwind.GetProperty("status").GetString() == "recovers")).ToList();
                Number(total, "recovered_share").ShouldBe((double)recovered.Count(all => all) / recovered.Count, 1e-12);
            }

        foreach (var unwind in unwinds)
        {
            Number(unwind, "equity_before_usd").ShouldBeLessThan(Number(unwind, "maintenance_margin_before_usd"), "nobody is unwound who need not be");
            if (unwind.GetProperty("status").GetString() == "recovers") Number(unwind, "equity_after_usd").ShouldBe(1.2 * Number(unwind, "maintenance_margin_after_usd"), 1e-5);
        }
    }

    [Fact]
    public void First_unwinds_start_from_the_same_books_both_ways()
    {
        var firsts = JsonDocument.Parse(Document.Value).RootElement.GetProperty("unwinds").EnumerateArray().Where(unwind => unwind.GetProperty("first").GetBoolean())
            .GroupBy(unwind => unwind.GetProperty("owner").GetString()).ToList();
        foreach (var owner in firsts)
        {
            owner.Count().ShouldBe(2, owner.Key);
            foreach (var name in new[] { "as_of_ms", "equity_before_usd", "maintenance_margin_before_usd", "best_possible_usd" })
                owner.Select(unwind => Number(unwind, name)).Distinct().Count().ShouldBe(1, $"{owner.Key} {name}");
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_digits_and_people_read_tables()
    {
        var run = CommandRun.Of(Small);
        run.ExitCode.ShouldBe(0, run.Error);
        run.Output.ShouldContain("270 accounts of 90 owners");
        run.Output.ShouldContain("market impact, basis points");
        run.Output.ShouldContain("Across venues costs");
        var cost = Number(Way(JsonDocument.Parse(Document.Value).RootElement, "all_unwinds", "joint"), "cost_usd");
        run.Output.ShouldContain(cost.ToString("#,##0", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("--owners", "0", "must be within [1, 999]")]
    [InlineData("--leverage", "0.9", "must be within [1, 100]")]
    [InlineData("--buffer", "-1", "must be within [0, 10]")]
    [InlineData("--ticks", "0", "must be within [1, 1000]")]
    public void A_bad_value_is_told_in_one_line(string option, string value, string told)
    {
        var run = CommandRun.Of("liquidation", "replay", option, value);
        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain($"liquidation replay: {option}: {told}");
        run.Error.Trim().ShouldNotContain('\n');
    }

    private static JsonElement Way(JsonElement answer, string view, string way) => answer.GetProperty(view).EnumerateArray().Single(item => item.GetProperty("way").GetString() == way);

    private static double Number(JsonElement item, string name) => item.GetProperty(name).GetDouble();
}
