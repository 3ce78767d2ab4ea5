using System.Text.Json;

namespace RiskCluster.Host.Tests.Figures;

/// <summary>The explanation, and nothing else, is enough to compute both margins again. The arithmetic here is written from the printed rules.</summary>
public sealed class ExplainTests(DeskFixture desk) : IClassFixture<DeskFixture>
{
    [Theory]
    [InlineData("/v1/venues/deribit/accounts/pia/margin/explain")]
    [InlineData("/v1/venues/derive/accounts/olga-2/margin/explain")]
    [InlineData($"/v1/portfolios/{DeskBook.Owner}/margin/explain")]
    [Trait("Rule", "MRG-10")]
    public async Task Both_margins_are_computed_again_from_the_explanation(string path)
    {
        var explained = await desk.Rig.Ok<JsonElement>(Callers.Desk, HttpMethod.Get, path);
        var (initial, maintenance) = Margins(explained);
        Step(explained, "initial_margin").ShouldBe(initial, 1e-8);
        Step(explained, "maintenance_margin").ShouldBe(maintenance, 1e-8);
        var margin = explained.GetProperty("report").GetProperty("margin");
        Usd(margin, "initial_margin").ShouldBe(initial, 2e-6);
        Usd(margin, "maintenance_margin").ShouldBe(maintenance, 2e-6);
        var allocation = explained.GetProperty("allocation");
        Number(allocation, "requirement_usd").ShouldBe(initial, 1e-8);
        Items(allocation, "venues").Sum(venue => Items(venue, "accounts").Sum(account => Items(account, "legs").Sum(leg => Number(leg, "euler_usd")))).ShouldBe(initial, 1e-6);
    }

    [Fact]
    public async Task Inputs_carry_their_versions_and_the_instruments_of_all_accounts()
    {
        var explained = await desk.Rig.Ok<JsonElement>(Callers.Owner(DeskBook.Owner), HttpMethod.Get, $"/v1/portfolios/{DeskBook.Owner}/margin/explain");
        var inputs = explained.GetProperty("inputs");
        var asOf = explained.GetProperty("report").GetProperty("margin").GetProperty("as_of");
        asOf.GetProperty("model_version").GetString()!.ShouldEndWith(inputs.GetProperty("model").GetProperty("hash").GetString()!);
        Items(inputs, "instruments").Select(item => item.GetProperty("instrument").GetString()).ShouldBe([DeskBook.Inverse, Market.Perpetual]);
        var set = inputs.GetProperty("scenario_set");
        Items(explained, "scenarios").Count().ShouldBe(set.GetProperty("count").GetInt32());
    }

    // Factor x (worst of stress and shortfall, extended by the horizon, + contingencies + unwind cost).
    private static (double Initial, double Maintenance) Margins(JsonElement explained)
    {
        var inputs = explained.GetProperty("inputs");
        var (model, vectors) = (inputs.GetProperty("model"), Items(inputs, "instruments").ToDictionary(item => item.GetProperty("instrument").GetString()!));
        var pnl = new double[inputs.GetProperty("scenario_set").GetProperty("count").GetInt32()];
        foreach (var lot in Items(explained, "lots"))
        {
            var row = Items(vectors[lot.GetProperty("instrument").GetString()!], "pnl_usd_per_unit").Select(item => item.GetDouble()).ToArray();
            for (var s = 0; s < pnl.Length; s++) pnl[s] += Number(lot, "size") * row[s];
        }

        var scan = Scan(pnl, inputs.GetProperty("scenario_set").GetProperty("stress_count").GetInt32(), Number(model, "es_confidence"));
        var unwinds = Items(explained, "unwind").ToList();
        var rules = model.GetProperty("unwind");
        var extension = Math.Sqrt(unwinds.Max(item => Number(item, "horizon_days")) / Number(rules.GetProperty("horizon"), "base_days"));
        var cost = unwinds.Sum(item => Number(item, "trading_usd") + Number(item, "concentration_usd"));
        var (roll, perpetual) = Contingencies(explained, inputs, model.GetProperty("contingencies"));
        var share = model.GetProperty("contingencies").GetProperty("maintenance_share");
        return (
            Number(model, "initial_factor") * (extension * scan + roll + perpetual + cost),
            Number(model, "maintenance_factor") * (extension * scan + Number(share, "roll") * roll + Number(share, "perpetual") * perpetual + Number(rules, "maintenance_share") * cost));
    }

    private static double Scan(double[] pnl, int stressCount, double confidence)
    {
        var losses = pnl.Skip(stressCount).Select(value => -value).OrderDescending().ToArray();
        var tail = losses.Length * (1 - confidence);
        var whole = (int)Math.Floor(tail);
        var shortfall = tail <= 1 ? losses[0] : (losses.Take(whole).Sum() + (tail - whole) * losses[whole]) / tail;
        return Math.Max(0, Math.Max(-pnl.Take(stressCount).Min(), shortfall));
    }

    // The book has perpetuals only: their gross and net notionals at the index price.
    private static (double Roll, double Perpetual) Contingencies(JsonElement explained, JsonElement inputs, JsonElement rules)
    {
        var index = Number(Items(inputs, "market").Single(), "index_price");
        var notionals = Items(explained, "lots").Select(lot => Number(lot, "size") * (lot.GetProperty("instrument").GetString() == DeskBook.Inverse ? 1 : index)).ToList();
        return (Number(rules, "roll_rate") * notionals.Sum(Math.Abs), Number(rules, "perpetual_fraction") * Math.Abs(notionals.Sum()));
    }

    private static double Step(JsonElement explained, string name) => Number(Items(explained, "waterfall").Single(step => step.GetProperty("name").GetString() == name), "usd");

    private static double Number(JsonElement element, string name) => element.GetProperty(name).GetDouble();

    private static double Usd(JsonElement element, string name) => double.Parse(element.GetProperty(name).GetString()!, System.Globalization.CultureInfo.InvariantCulture);

    private static JsonElement.ArrayEnumerator Items(JsonElement element, string name) => element.GetProperty(name).EnumerateArray();
}
