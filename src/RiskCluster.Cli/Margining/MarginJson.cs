using System.Text.Json;
using RiskCluster.Cli.Output;
using RiskCluster.Host.Figures;
using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Cli.Margining;

/// <summary>Margin figures as JSON in the API's words, snake_case.</summary>
internal static class MarginJson
{
    public static void Write(TextWriter output, MarginReport report, IReadOnlyList<OwnerAnswer> answers, MarginContext context, MarginDesk desk, bool explain) => JsonAnswer.WriteDocument(output, json =>
    {
        WriteAsOf(json, report, desk);
        json.WriteStartArray("accounts");
        for (var i = 0; i < report.Accounts.Count; i++) WritePortfolio(json, report.Accounts[i], desk, explain, () => WriteAccount(json, desk.Accounts[i]));
        json.WriteEndArray();
        json.WriteStartArray("owners");
        foreach (var owner in report.Owners) WritePortfolio(json, owner.Netted, desk, explain, () => WriteOwner(json, owner));
        json.WriteEndArray();
        OwnerAnswerJson.Write(json, answers);
        if (!explain) return;
        using var margin = context.Open(desk.Accounts);
        ExplainJson.WriteInputs(json, context, margin, Enumerable.Range(0, margin.Instruments.Length));
    });

    private static void WriteAsOf(Utf8JsonWriter json, MarginReport report, MarginDesk desk)
    {
        json.WriteString("status", "ok");
        json.WriteStartObject("as_of");
        json.WriteNumber("timestamp", report.Calibration.AsOf.Milliseconds);
        json.WriteString("model", desk.Model.Name);
        json.WriteString("model_version", desk.Model.Version);
        json.WriteString("model_hash", desk.Model.ContentHash);
        json.WriteNumber("scenarios", desk.Arrays.ScenarioCount);
        json.WriteEndObject();
    }

    private static void WriteAccount(Utf8JsonWriter json, AccountPortfolio account)
    {
        json.WriteString("venue", account.Venue);
        json.WriteString("account", account.Account);
        json.WriteString("owner", account.Owner);
    }

    private static void WriteOwner(Utf8JsonWriter json, OwnerReport owner)
    {
        json.WriteString("owner", owner.Owner);
        json.WriteRequirement("standalone_sum", owner.StandaloneInitialUsd);
        json.WriteEquity("netting_benefit", owner.NettingBenefitUsd);
        json.WriteNumber("netting_benefit_fraction", owner.NettingBenefit);
    }

    private static void WritePortfolio(Utf8JsonWriter json, PortfolioReport portfolio, MarginDesk desk, bool explain, Action writeIdentity)
    {
        var figure = portfolio.Figure;
        json.WriteStartObject();
        writeIdentity();
        json.WriteString("state", MarginTables.StateName(figure.State));
        json.WriteEquity("equity", figure.EquityUsd);
        json.WriteRequirement("initial_margin", figure.InitialMarginUsd);
        json.WriteRequirement("maintenance_margin", figure.MaintenanceMarginUsd);
        json.WriteEquity("initial_margin_excess", figure.InitialExcessUsd);
        json.WriteEquity("maintenance_margin_excess", figure.MaintenanceExcessUsd);
        json.WriteRequirement("stress_loss", figure.StressLossUsd);
        json.WriteString("worst_scenario", portfolio.WorstScenario);
        json.WriteRequirement("value_at_risk", figure.ValueAtRiskUsd);
        json.WriteRequirement("expected_shortfall", figure.ExpectedShortfallUsd);
        json.WriteRequirement("gross_notional", portfolio.GrossNotionalUsd);
        json.WriteStartObject("baselines");
        json.WriteRequirement("fixed_percentage", portfolio.FixedPercentageUsd);
        json.WriteRequirement("delta_based", portfolio.DeltaBasedUsd);
        json.WriteEndObject();
        WriteGreeks(json, portfolio);
        if (explain) ExplainJson.WritePortfolio(json, portfolio, desk.Arrays.Scenarios);
        json.WriteEndObject();
    }

    private static void WriteGreeks(Utf8JsonWriter json, PortfolioReport portfolio)
    {
        json.WriteObjects("greeks", portfolio.Greeks, greeks =>
        {
            json.WriteString("underlying", greeks.Underlying);
            json.WriteNumber("delta_coin", greeks.DeltaCoin);
            json.WriteNumber("gamma_per_usd", greeks.GammaPerUsd);
            json.WriteNumber("vega_usd", greeks.VegaUsd);
            json.WriteNumber("theta_usd_per_day", greeks.ThetaUsdPerDay);
        });
    }
}
