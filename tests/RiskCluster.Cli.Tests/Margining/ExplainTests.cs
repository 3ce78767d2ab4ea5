using System.Text.Json;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Pricing;

namespace RiskCluster.Cli.Tests.Margining;

/// <summary>The printed explanation, and nothing else, is enough to compute the figure again. The arithmetic here is written from the printed rules.</summary>
public sealed class ExplainTests
{
    private static readonly Lazy<JsonElement> Explained = new(() => DemoFiles.Json("margin", "--explain"));

    [Fact]
    [Trait("Rule", "MRG-10")]
    public void Initial_margin_is_computed_again_from_the_printed_scenarios()
    {
        foreach (var portfolio in Portfolios())
        {
            var pnl = portfolio.Items("scenarios").Select(scenario => scenario.Number("pnl_usd")).ToArray();
            var (initial, maintenance) = Requirement(portfolio, pnl);
            initial.ShouldBe(Step(portfolio, "initial_margin"), 2e-9);
            maintenance.ShouldBe(Step(portfolio, "maintenance_margin"), 2e-9);
            portfolio.Usd("initial_margin").ShouldBe(initial, 1e-6, "the answer rounds up to 1e-6");
        }
    }

    [Fact]
    [Trait("Rule", "MRG-10")]
    [Trait("Rule", "MRG-1")]
    public void Initial_margin_is_computed_again_from_the_lots_and_the_vectors_of_their_instruments()
    {
        var vectors = Explained.Value.GetProperty("inputs").Items("instruments").ToDictionary(item => item.GetProperty("instrument").GetString()!, item => item.Numbers("pnl_usd_per_unit"));
        foreach (var portfolio in Portfolios())
        {
            var pnl = new double[vectors.First().Value.Length];
            foreach (var lot in portfolio.Items("lots"))
                for (var s = 0; s < pnl.Length; s++) pnl[s] += lot.Number("size") * vectors[lot.GetProperty("instrument").GetString()!][s];
            var gross = portfolio.Usd("gross_notional");
            Requirement(portfolio, pnl).Initial.ShouldBe(Step(portfolio, "initial_margin"), 1e-15 * gross + 2e-9);
        }
    }

    [Fact]
    [Trait("Rule", "MRG-10")]
    public void A_linear_row_is_computed_again_from_the_printed_market_and_scenarios()
    {
        var inputs = Explained.Value.GetProperty("inputs");
        var market = inputs.Items("market").Single();
        var shocks = inputs.GetProperty("scenario_set").Items("underlyings").Single();
        var row = inputs.Items("instruments").Single(item => item.GetProperty("instrument").GetString() == "BTC-PERPETUAL").Numbers("pnl_usd_per_unit");
        var (price, index, funding) = (market.Number("perpetual_price"), market.Number("index_price"), market.Number("funding_rate_8h"));
        var (ratios, horizons, weights) = (shocks.Numbers("spot_ratio"), shocks.Numbers("horizon_years"), shocks.Numbers("dampening"));
        for (var s = 0; s < row.Length; s++)
        {
            var paid = index * ratios[s] / (price * ratios[s]) * funding * 3 * 365 * horizons[s];
            row[s].ShouldBe(weights[s] * ((1 / price - 1 / (price * ratios[s])) * index * ratios[s] - paid), 1e-12);
        }
    }

    [Fact]
    [Trait("Rule", "MRG-10")]
    [Trait("Rule", "SCN-3")]
    public void An_option_row_is_computed_again_from_the_printed_market_and_scenarios()
    {
        var inputs = Explained.Value.GetProperty("inputs");
        var market = inputs.Items("market").Single();
        var set = inputs.GetProperty("scenario_set");
        var asOf = new UnixTime(market.GetProperty("as_of_ms").GetInt64());
        var expiries = market.Items("expiries").ToDictionary(item => item.GetProperty("expiry").GetString()!);
        var checkedKinds = new HashSet<string>();
        foreach (var item in inputs.Items("instruments"))
        {
            var option = InstrumentName.Parse(item.GetProperty("instrument").GetString()!);
            if (!option.IsOption) continue;
            option.Settlement.ShouldBe(Settlement.Inverse, "the example's options are settled in coin");
            var expiry = expiries[InstrumentName.FormatExpiry(option.Expiry)];
            var years = asOf.YearsUntil(option.Expiry);
            var vol = Vol(expiry, option.Strike, years);
            var toUsd = market.Number("index_price") / expiry.Number("forward");
            var present = Black76.Price(option.OptionType, expiry.Number("forward"), option.Strike, vol, years);
            var shocks = set.Items("underlyings").Single();
            var multipliers = VolMultipliers(set, years, Math.Log(option.Strike / expiry.Number("forward")));
            var (ratios, horizons, weights) = (shocks.Numbers("spot_ratio"), shocks.Numbers("horizon_years"), shocks.Numbers("dampening"));
            var row = item.Numbers("pnl_usd_per_unit");
            for (var s = 0; s < row.Length; s++)
            {
                var shocked = Black76.Price(option.OptionType, expiry.Number("forward") * ratios[s], option.Strike, vol * multipliers[s], Math.Max(years - horizons[s], 0));
                row[s].ShouldBe(weights[s] * toUsd * (shocked - present), 1e-9, $"{option.Name} {s}");
            }

            checkedKinds.UnionWith(Explained.Value.Items("accounts").First().Items("scenarios").Select(scenario => scenario.GetProperty("kind").GetString()!));
        }

        checkedKinds.ShouldBe(["grid", "tail", "skew", "term", "joint", "historical"], ignoreOrder: true);
    }

    [Fact]
    [Trait("Rule", "MRG-10")]
    public void Binding_scenarios_weigh_up_to_the_scan_and_say_which_they_are()
    {
        foreach (var portfolio in Portfolios())
        {
            var scenarios = portfolio.Items("scenarios").ToList();
            var binding = portfolio.Items("binding_scenarios").ToList();
            binding.ShouldNotBeEmpty();
            (-binding.Sum(item => item.Number("weight") * item.Number("pnl_usd"))).ShouldBe(Step(portfolio, "scan"), 1e-9);
            foreach (var item in binding)
            {
                var scenario = scenarios[item.GetProperty("scenario").GetInt32()];
                scenario.GetProperty("name").GetString().ShouldBe(item.GetProperty("name").GetString());
                scenario.Number("pnl_usd").ShouldBe(item.Number("pnl_usd"));
            }
        }
    }

    [Fact]
    [Trait("Rule", "MRG-10")]
    [Trait("Rule", "MRG-8")]
    public void Inputs_carry_their_versions()
    {
        var inputs = Explained.Value.GetProperty("inputs");
        inputs.GetProperty("model").GetProperty("hash").GetString().ShouldBe(Explained.Value.GetProperty("as_of").GetProperty("model_hash").GetString());
        inputs.GetProperty("scenario_set").GetProperty("hash").GetString()!.Length.ShouldBe(64);
        inputs.Items("market").Single().GetProperty("as_of_ms").GetInt64().ShouldBe(1770220800000);
        var units = Explained.Value.Items("allocations").Single().GetProperty("universal_risk_units");
        units.GetProperty("version").GetString()!.Length.ShouldBe(64);
        units.Number("requirement_per_unit").ShouldBe(Explained.Value.Items("allocations").Single().Number("requirement_usd") / units.Number("units"), 1e-12);
    }

    [Fact]
    [Trait("Rule", "MRG-8")]
    public void The_printed_allocation_adds_up_on_every_level()
    {
        var allocation = Explained.Value.Items("allocations").Single();
        var requirement = allocation.Number("requirement_usd");
        requirement.ShouldBe(Step(Explained.Value.Items("owners").Single(), "initial_margin"));
        allocation.Items("venues").Sum(venue => venue.Number("allocated_usd")).ShouldBe(requirement, 1e-8);
        allocation.Items("venues").Sum(venue => venue.Items("accounts").Sum(account => account.Items("legs").Sum(leg => leg.Number("euler_usd")))).ShouldBe(requirement, 1e-8);
        foreach (var venue in allocation.Items("venues")) venue.Number("allocated_usd").ShouldBeGreaterThanOrEqualTo(venue.Number("floor_usd") - 1e-9);
    }

    // Raw SVI: total variance at k = ln(K/F), over the slice's own maturity; wings end at four widths.
    private static double Vol(JsonElement expiry, double strike, double years)
    {
        var svi = expiry.GetProperty("svi");
        var (a, b, sigma) = (svi.Number("a"), svi.Number("b"), svi.Number("sigma"));
        var reach = 4 * Math.Sqrt(a + b * sigma);
        var k = Math.Clamp(Math.Log(strike / expiry.Number("forward")), -reach, reach) - svi.Number("m");
        return Math.Sqrt((a + b * (svi.Number("rho") * k + Math.Sqrt(k * k + sigma * sigma))) / svi.Number("tau_years"));
    }

    private static double[] VolMultipliers(JsonElement set, double years, double logMoneyness)
    {
        var (scaling, skew, term, shocks) = (set.GetProperty("vol_shock_scaling"), set.GetProperty("skew"), set.GetProperty("term"), set.Items("underlyings").Single());
        var days = 365 * years;
        var root = Math.Sqrt(years);
        var level = Math.Pow(30 / Math.Max(days, scaling.Number("floor_days")), scaling.Number(days <= 30 ? "short_power" : "long_power"));
        var g = (term.Number("pivot_days") - days) / (term.Number("pivot_days") + days);
        var tilt = g * term.Number(g > 0 ? "front" : "back");
        var reach = Math.Clamp(logMoneyness / Math.Max(skew.Number("minimal_width"), skew.Number("width") * root), -1, 1);
        var linear = reach * Math.Max(0, skew.Number("linear_cap") + skew.Number("linear_cap_scale") * root);
        var abs = Math.Abs(reach) * Math.Max(0, skew.Number("abs_cap") + skew.Number("abs_cap_scale") * root);
        var (levels, tilts, linears, abses) = (shocks.Numbers("vol_shock"), shocks.Numbers("term"), shocks.Numbers("skew_linear"), shocks.Numbers("skew_abs"));
        return [.. levels.Select((shock, s) => Math.Max(0, 1 + shock * level + tilts[s] * tilt + linears[s] * linear + abses[s] * abs))];
    }

    private static IEnumerable<JsonElement> Portfolios() => [.. Explained.Value.Items("accounts"), .. Explained.Value.Items("owners")];

    private static double Step(JsonElement portfolio, string name) => portfolio.Items("waterfall").Single(step => step.GetProperty("name").GetString() == name).Number("usd");

    private static (double Initial, double Maintenance) Requirement(JsonElement portfolio, double[] pnl)
    {
        var inputs = Explained.Value.GetProperty("inputs");
        var (model, set) = (inputs.GetProperty("model"), inputs.GetProperty("scenario_set"));
        var stressCount = set.GetProperty("stress_count").GetInt32();
        var stress = Math.Max(0, -pnl.Take(stressCount).Min());
        var losses = pnl.Skip(stressCount).Select(value => -value).OrderDescending().ToArray();
        var k = losses.Length * (1 - model.Number("es_confidence"));
        var whole = (int)Math.Floor(k);
        var shortfall = k <= 1 ? losses[0] : (losses.Take(whole).Sum() + (k - whole) * losses[whole]) / k;
        var scan = Math.Max(stress, Math.Max(0, shortfall));
        var (extension, unwind) = Unwind(portfolio);
        scan *= extension;
        var (basis, roll, nakedShort, perpetual) = Contingencies(portfolio);
        var share = model.GetProperty("contingencies").GetProperty("maintenance_share");
        var maintenance = scan + share.Number("basis") * basis + share.Number("roll") * roll + share.Number("naked_short") * nakedShort + share.Number("perpetual") * perpetual
            + model.GetProperty("unwind").Number("maintenance_share") * unwind;
        return (model.Number("initial_factor") * (scan + basis + roll + nakedShort + perpetual + unwind), model.Number("maintenance_factor") * maintenance);
    }

    /// <summary>sqrt(h/h0), and the cost of leaving BTC, the one underlying of the example, from the printed book.</summary>
    private static (double Extension, double CostUsd) Unwind(JsonElement portfolio)
    {
        var inputs = Explained.Value.GetProperty("inputs");
        var rules = inputs.GetProperty("model").GetProperty("unwind");
        var market = inputs.Items("market").Single().GetProperty("liquidity");
        var (horizon, concentration) = (rules.GetProperty("horizon"), rules.GetProperty("concentration"));
        var units = inputs.Items("instruments").ToDictionary(item => item.GetProperty("instrument").GetString()!, item => (Delta: item.Number("delta_coin_per_unit"), Vega: item.Number("vega_usd_per_unit")));
        var lots = portfolio.Items("lots").Select(lot => (Unit: units[lot.GetProperty("instrument").GetString()!], Size: lot.Number("size"))).ToList();
        var net = lots.Sum(lot => lot.Size * lot.Unit.Delta);
        var coins = Math.Abs(net);
        var side = market.Items(net >= 0 ? "bids" : "asks").ToList();
        var near = side.Sum(piece => piece.Number("coin") * Math.Clamp((horizon.Number("slice_distance") - piece.Number("start_distance")) / (piece.Number("end_distance") - piece.Number("start_distance")), 0, 1));
        var rate = Math.Min(horizon.Number("participation") * market.Number("volume_coin_per_day"), near * horizon.Number("replenishments_per_day"));
        var days = Math.Clamp(coins / rate, horizon.Number("base_days"), horizon.Number("max_days"));
        var orders = Math.Max(1, days * horizon.Number("replenishments_per_day"));
        var walked = orders * Walk(side, coins / orders) * market.Number("mid_usd");
        var impact = coins * market.Number("mid_usd") * rules.Number("impact_coefficient") * market.Number("vol_daily") * Math.Sqrt(coins / market.Number("volume_coin_per_day"));
        var vega = lots.Sum(lot => Math.Abs(lot.Size) * lot.Unit.Vega) * rules.Number("vol_half_spread");
        var share = Math.Max(0, coins / market.Number("open_interest_coin") - concentration.Number("threshold_share"));
        var fraction = Math.Min(concentration.Number("max_fraction"), concentration.Number("slope") * Math.Pow(share, concentration.Number("power")));
        var regimes = Math.Clamp(market.Number("vol_regime"), 1, rules.Number("max_vol_regime")) * Math.Clamp(market.Number("congestion_factor"), 1, rules.Number("max_congestion"));
        return (Math.Sqrt(days / horizon.Number("base_days")), regimes * (walked + impact + vega) + coins * market.Number("mid_usd") * fraction);
    }

    /// <summary>Coins lost against the mid by one order, none larger than what the printed pieces hold.</summary>
    private static double Walk(List<JsonElement> side, double coins)
    {
        var lost = 0.0;
        foreach (var piece in side)
        {
            var taken = Math.Min(coins, piece.Number("coin"));
            var (start, end) = (piece.Number("start_distance"), piece.Number("end_distance"));
            lost += taken * (start + (end - start) * taken / piece.Number("coin") / 2);
            coins -= taken;
        }

        coins.ShouldBe(0, "the example's orders are smaller than the book");
        return lost;
    }

    private static (double Basis, double Roll, double NakedShort, double Perpetual) Contingencies(JsonElement portfolio)
    {
        var inputs = Explained.Value.GetProperty("inputs");
        var rules = inputs.GetProperty("model").GetProperty("contingencies");
        var market = inputs.Items("market").Single();
        market.Number("confidence").ShouldBeGreaterThanOrEqualTo(rules.GetProperty("oracle_confidence").Number("threshold"), "the example's prices are sure");
        var (index, asOf) = (market.Number("index_price"), new UnixTime(market.GetProperty("as_of_ms").GetInt64()));
        var deltas = inputs.Items("instruments").ToDictionary(item => item.GetProperty("instrument").GetString()!, item => item.Number("delta_coin_per_unit"));
        var lots = portfolio.Items("lots").Select(lot => (Instrument: InstrumentName.Parse(lot.GetProperty("instrument").GetString()!), Size: lot.Number("size"))).ToList();

        var basis = lots.Where(lot => lot.Instrument.Kind is InstrumentKind.Option or InstrumentKind.Future).GroupBy(lot => lot.Instrument.Expiry).Sum(expiry =>
            Math.Abs(expiry.Sum(lot => lot.Size * deltas[lot.Instrument.Name])) * index * rules.Number("basis_per_year") * Math.Min(asOf.YearsUntil(expiry.Key), rules.Number("basis_cap_years")));
        var perpetuals = lots.Where(lot => lot.Instrument.Kind == InstrumentKind.Perpetual).ToList();
        var nakedShort = lots.Where(lot => lot.Instrument.IsOption).GroupBy(lot => (lot.Instrument.Expiry, lot.Instrument.Strike)).Sum(strike => Math.Max(0, -strike.Sum(lot => lot.Size)) * index);
        return (
            basis,
            rules.Number("roll_rate") * perpetuals.Sum(lot => Math.Abs(lot.Size)),
            rules.Number("naked_short_fraction") * nakedShort,
            rules.Number("perpetual_fraction") * Math.Abs(perpetuals.Sum(lot => lot.Size)));
    }
}
