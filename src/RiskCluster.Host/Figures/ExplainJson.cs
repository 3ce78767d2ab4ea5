using System.Text.Json;
using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Market;
using RiskCluster.Risk.Scenarios;

namespace RiskCluster.Host.Figures;

/// <summary>Why a figure is what it is, complete enough to compute it again elsewhere: rules, vectors, inputs and their versions (MODEL MRG-10).</summary>
/// <remarks>Figures here are doubles that read back to the same bits; only the money of the answer itself is rounded.</remarks>
internal static class ExplainJson
{
    /// <summary>Of one portfolio: waterfall, binding scenarios, parts of equity, unwind, lots, P&amp;L in every scenario.</summary>
    public static void WritePortfolio(Utf8JsonWriter json, PortfolioReport portfolio, ScenarioSet scenarios)
    {
        json.WriteObjects("waterfall", portfolio.Waterfall, step =>
        {
            json.WriteString("name", step.Name);
            json.WriteNumber("usd", step.Usd);
            json.WriteString("rule", step.Rule);
        });
        json.WriteObjects("binding_scenarios", portfolio.Binding, binding =>
        {
            json.WriteNumber("scenario", binding.Scenario);
            json.WriteString("name", binding.Name);
            json.WriteNumber("weight", binding.Weight);
            json.WriteNumber("pnl_usd", binding.PnlUsd);
        });
        EquityJson.Write(json, portfolio.Equity);
        UnwindJson.WriteCosts(json, portfolio);
        WriteLots(json, portfolio);
        WriteScenarios(json, portfolio, scenarios);
    }

    /// <summary>What every figure of the answer was made from.</summary>
    /// <param name="json">Within an object.</param>
    /// <param name="context">Model, scenarios, markets.</param>
    /// <param name="margin">In those markets.</param>
    /// <param name="slots">The instruments whose vectors are written.</param>
    public static void WriteInputs(Utf8JsonWriter json, MarginContext context, PortfolioMargin margin, IEnumerable<int> slots)
    {
        json.WriteStartObject("inputs");
        var rules = context.Model.Requirement;
        json.WriteStartObject("model");
        json.WriteString("name", context.Model.Name);
        json.WriteString("version", context.Model.Version);
        json.WriteString("hash", context.Model.ContentHash);
        json.WriteNumber("es_confidence", rules.EsConfidence);
        json.WriteNumber("initial_factor", rules.InitialFactor);
        json.WriteNumber("maintenance_factor", rules.MaintenanceFactor);
        WriteContingencies(json, rules.Contingencies);
        if (rules.Unwind is { } unwind) UnwindJson.WriteRules(json, unwind);
        json.WriteEndObject();
        WriteScenarioSet(json, context.Scenarios);
        json.WriteObjects("market", context.Market, snapshot => WriteSnapshot(json, snapshot, rules.Unwind));
        json.WriteObjects("instruments", slots, slot =>
        {
            json.WriteString("instrument", margin.Instruments[slot].Name);
            json.WriteNumber("unit_usd", margin.UnitUsd(slot));
            json.WriteNumber("delta_coin_per_unit", margin.Arrays.DeltaCoin[slot]);
            json.WriteNumber("vega_usd_per_unit", margin.Arrays.VegaUsd[slot]);
            json.WriteNumbers("pnl_usd_per_unit", margin.RowUsd(slot));
        });
        json.WriteEndObject();
    }

    private static void WriteContingencies(Utf8JsonWriter json, RiskModelContingencies rules)
    {
        json.WriteStartObject("contingencies");
        json.WriteNumber("basis_per_year", rules.BasisPerYear);
        json.WriteNumber("basis_cap_years", rules.BasisCapYears);
        json.WriteNumber("roll_rate", rules.RollRate);
        json.WriteNumber("naked_short_fraction", rules.NakedShortFraction);
        json.WriteNumber("perpetual_fraction", rules.PerpetualFraction);
        var share = rules.MaintenanceShare;
        json.WriteNumbersOf("maintenance_share", ("basis", share.Basis), ("roll", share.Roll), ("naked_short", share.NakedShort), ("perpetual", share.Perpetual));
        json.WriteNumbersOf("oracle_confidence", ("threshold", rules.OracleConfidence.Threshold), ("margin", rules.OracleConfidence.Margin));
        json.WriteEndObject();
    }

    private static void WriteLots(Utf8JsonWriter json, PortfolioReport portfolio)
    {
        json.WriteObjects("lots", portfolio.Lots, lot =>
        {
            json.WriteString("instrument", lot.Instrument);
            json.WriteNumber("size", lot.Quantity);
            json.WriteNumber("value_usd", lot.ValueUsd);
            json.WriteNumber("worst_scenario_pnl_usd", lot.WorstScenarioPnlUsd);
            json.WriteNumber("initial_margin_share_usd", lot.ContributionUsd);
        });
    }

    private static void WriteScenarios(Utf8JsonWriter json, PortfolioReport portfolio, ScenarioSet scenarios)
    {
        json.WriteStartArray("scenarios");
        for (var s = 0; s < portfolio.PnlUsd.Length; s++)
        {
            json.WriteStartObject();
            json.WriteString("name", scenarios.Names[s]);
            json.WriteString("kind", scenarios.Kinds[s].ToString().ToLowerInvariant());
            json.WriteNumber("pnl_usd", portfolio.PnlUsd[s]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteScenarioSet(Utf8JsonWriter json, ScenarioSet set)
    {
        json.WriteStartObject("scenario_set");
        json.WriteString("hash", set.ContentHash);
        json.WriteNumber("count", set.Count);
        json.WriteNumber("stress_count", set.StressCount);
        var (scaling, skew, term) = (set.Scaling, set.Skew, set.Term);
        json.WriteNumbersOf("vol_shock_scaling", ("short_power", scaling.ShortPower), ("long_power", scaling.LongPower), ("floor_days", scaling.FloorDays));
        json.WriteNumbersOf(
            "skew",
            ("linear_cap", skew.LinearCap),
            ("linear_cap_scale", skew.LinearCapScale),
            ("abs_cap", skew.AbsCap),
            ("abs_cap_scale", skew.AbsCapScale),
            ("minimal_width", skew.MinimalWidth),
            ("width", skew.Width));
        json.WriteNumbersOf("term", ("front", term.Front), ("back", term.Back), ("pivot_days", term.PivotDays));
        json.WriteObjects("underlyings", set.Shocks, shocks =>
        {
            json.WriteString("underlying", shocks.Underlying);
            json.WriteNumbers("spot_ratio", shocks.SpotRatio);
            json.WriteNumbers("vol_shock", shocks.VolShock);
            json.WriteNumbers("horizon_years", shocks.HorizonYears);
            json.WriteNumbers("dampening", shocks.Dampening);
            json.WriteNumbers("skew_linear", shocks.SkewLinear);
            json.WriteNumbers("skew_abs", shocks.SkewAbs);
            json.WriteNumbers("term", shocks.Term);
        });
        json.WriteEndObject();
    }

    private static void WriteSnapshot(Utf8JsonWriter json, MarketSnapshot snapshot, RiskModelUnwind? unwind)
    {
        json.WriteString("underlying", snapshot.Underlying);
        json.WriteNumber("as_of_ms", snapshot.AsOf.Milliseconds);
        json.WriteNumber("version", snapshot.Version);
        json.WriteNumber("index_price", snapshot.IndexPrice);
        json.WriteNumber("perpetual_price", snapshot.PerpetualPrice);
        json.WriteNumber("funding_rate_8h", snapshot.FundingRate8h);
        json.WriteNumber("confidence", snapshot.Confidence);
        if (unwind is not null) UnwindJson.WriteMarket(json, unwind.MarketOf(snapshot));
        json.WriteObjects("expiries", snapshot.Expiries, expiry =>
        {
            json.WriteString("expiry", InstrumentName.FormatExpiry(expiry.Expiry));
            json.WriteNumber("forward", expiry.Forward);
            json.WriteNumber("rate", expiry.RateAnnual);
            if (expiry.Smile is { } smile) WriteSmile(json, smile);
        });
    }

    private static void WriteSmile(Utf8JsonWriter json, VolSlice smile) => json.WriteNumbersOf(
        "svi",
        ("a", smile.Svi.A),
        ("b", smile.Svi.B),
        ("rho", smile.Svi.Rho),
        ("m", smile.Svi.M),
        ("sigma", smile.Svi.Sigma),
        ("tau_years", smile.TauYears));
}
