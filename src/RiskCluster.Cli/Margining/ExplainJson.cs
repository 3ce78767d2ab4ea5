using System.Text.Json;
using RiskCluster.Cli.Output;
using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Market;

namespace RiskCluster.Cli.Margining;

/// <summary>Why a figure is what it is, complete enough to compute it again elsewhere: rules, vectors, inputs and their versions (MODEL MRG-10).</summary>
/// <remarks>Figures here are doubles that read back to the same bits; only the money of the answer itself is rounded.</remarks>
internal static class ExplainJson
{
    /// <summary>Of one portfolio: waterfall, binding scenarios, parts of equity, unwind, lots, P&amp;L in every scenario.</summary>
    public static void WritePortfolio(Utf8JsonWriter json, PortfolioReport portfolio, MarginDesk desk)
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
        WriteScenarios(json, portfolio, desk);
    }

    /// <summary>What every figure of the answer was made from.</summary>
    public static void WriteInputs(Utf8JsonWriter json, MarginContext context, MarginDesk desk)
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
        WriteScenarioSet(json, context);
        json.WriteStartArray("market");
        foreach (var snapshot in context.Market) WriteSnapshot(json, snapshot, rules.Unwind);
        json.WriteEndArray();
        json.WriteStartArray("instruments");
        for (var slot = 0; slot < desk.Instruments.Length; slot++)
        {
            json.WriteStartObject();
            json.WriteString("instrument", desk.Instruments[slot].Name);
            json.WriteNumber("unit_usd", desk.Cycle.UnitUsd(slot));
            json.WriteNumber("delta_coin_per_unit", desk.Arrays.DeltaCoin[slot]);
            json.WriteNumber("vega_usd_per_unit", desk.Arrays.VegaUsd[slot]);
            json.WriteNumbers("pnl_usd_per_unit", desk.Cycle.RowUsd(slot));
            json.WriteEndObject();
        }

        json.WriteEndArray();
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
        json.WriteStartObject("maintenance_share");
        json.WriteNumber("basis", rules.MaintenanceShare.Basis);
        json.WriteNumber("roll", rules.MaintenanceShare.Roll);
        json.WriteNumber("naked_short", rules.MaintenanceShare.NakedShort);
        json.WriteNumber("perpetual", rules.MaintenanceShare.Perpetual);
        json.WriteEndObject();
        json.WriteStartObject("oracle_confidence");
        json.WriteNumber("threshold", rules.OracleConfidence.Threshold);
        json.WriteNumber("margin", rules.OracleConfidence.Margin);
        json.WriteEndObject();
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

    private static void WriteScenarios(Utf8JsonWriter json, PortfolioReport portfolio, MarginDesk desk)
    {
        json.WriteStartArray("scenarios");
        for (var s = 0; s < portfolio.PnlUsd.Length; s++)
        {
            json.WriteStartObject();
            json.WriteString("name", desk.Arrays.Scenarios.Names[s]);
            json.WriteString("kind", desk.Arrays.Scenarios.Kinds[s].ToString().ToLowerInvariant());
            json.WriteNumber("pnl_usd", portfolio.PnlUsd[s]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteScenarioSet(Utf8JsonWriter json, MarginContext context)
    {
        var set = context.Scenarios;
        json.WriteStartObject("scenario_set");
        json.WriteString("hash", set.ContentHash);
        json.WriteNumber("count", set.Count);
        json.WriteNumber("stress_count", set.StressCount);
        json.WriteStartObject("vol_shock_scaling");
        json.WriteNumber("short_power", set.Scaling.ShortPower);
        json.WriteNumber("long_power", set.Scaling.LongPower);
        json.WriteNumber("floor_days", set.Scaling.FloorDays);
        json.WriteEndObject();
        json.WriteStartObject("skew");
        json.WriteNumber("linear_cap", set.Skew.LinearCap);
        json.WriteNumber("linear_cap_scale", set.Skew.LinearCapScale);
        json.WriteNumber("abs_cap", set.Skew.AbsCap);
        json.WriteNumber("abs_cap_scale", set.Skew.AbsCapScale);
        json.WriteNumber("minimal_width", set.Skew.MinimalWidth);
        json.WriteNumber("width", set.Skew.Width);
        json.WriteEndObject();
        json.WriteStartObject("term");
        json.WriteNumber("front", set.Term.Front);
        json.WriteNumber("back", set.Term.Back);
        json.WriteNumber("pivot_days", set.Term.PivotDays);
        json.WriteEndObject();
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
        json.WriteStartObject();
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
        json.WriteEndObject();
    }

    private static void WriteSmile(Utf8JsonWriter json, VolSlice smile)
    {
        json.WriteStartObject("svi");
        json.WriteNumber("a", smile.Svi.A);
        json.WriteNumber("b", smile.Svi.B);
        json.WriteNumber("rho", smile.Svi.Rho);
        json.WriteNumber("m", smile.Svi.M);
        json.WriteNumber("sigma", smile.Svi.Sigma);
        json.WriteNumber("tau_years", smile.TauYears);
        json.WriteEndObject();
    }
}
