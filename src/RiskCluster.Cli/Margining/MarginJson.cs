using System.Text.Encodings.Web;
using System.Text.Json;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Cli.Margining;

/// <summary>Margin figures as JSON in the API's words: snake_case, money as decimal strings, requirements rounded up and equity down to 1e-6 USD.</summary>
internal static class MarginJson
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(TextWriter output, MarginReport report, MarginDesk desk, bool explain)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Indented))
        {
            json.WriteStartObject();
            WriteAsOf(json, report, desk);
            json.WriteStartArray("accounts");
            for (var i = 0; i < report.Accounts.Count; i++) WritePortfolio(json, report.Accounts[i], desk, explain, () => WriteAccount(json, desk.Accounts[i]));
            json.WriteEndArray();
            json.WriteStartArray("owners");
            foreach (var owner in report.Owners) WritePortfolio(json, owner.Netted, desk, explain, () => WriteOwner(json, owner));
            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)));
    }

    private static void WriteAsOf(Utf8JsonWriter json, MarginReport report, MarginDesk desk)
    {
        json.WriteString("status", "ok");
        json.WriteStartObject("as_of");
        json.WriteNumber("timestamp", report.Calibration.AsOf.Milliseconds);
        json.WriteString("model", desk.Model.Name);
        json.WriteNumber("model_version", desk.Model.Version);
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
        Requirement(json, "standalone_sum", owner.StandaloneInitialUsd);
        Equity(json, "netting_benefit", owner.NettingBenefitUsd);
        json.WriteNumber("netting_benefit_fraction", owner.NettingBenefit);
    }

    private static void WritePortfolio(Utf8JsonWriter json, PortfolioReport portfolio, MarginDesk desk, bool explain, Action writeIdentity)
    {
        var figure = portfolio.Figure;
        json.WriteStartObject();
        writeIdentity();
        json.WriteString("state", MarginTables.StateName(figure.State));
        Equity(json, "equity", figure.EquityUsd);
        Requirement(json, "initial_margin", figure.InitialMarginUsd);
        Requirement(json, "maintenance_margin", figure.MaintenanceMarginUsd);
        Equity(json, "initial_margin_excess", figure.InitialExcessUsd);
        Equity(json, "maintenance_margin_excess", figure.MaintenanceExcessUsd);
        Requirement(json, "stress_loss", figure.StressLossUsd);
        json.WriteString("worst_scenario", portfolio.WorstScenario);
        Requirement(json, "value_at_risk", figure.ValueAtRiskUsd);
        Requirement(json, "expected_shortfall", figure.ExpectedShortfallUsd);
        Requirement(json, "gross_notional", portfolio.GrossNotionalUsd);
        json.WriteStartObject("baselines");
        Requirement(json, "fixed_percentage", portfolio.FixedPercentageUsd);
        Requirement(json, "delta_based", portfolio.DeltaBasedUsd);
        json.WriteEndObject();
        WriteGreeks(json, portfolio);
        if (explain) WriteExplanation(json, portfolio, desk);
        json.WriteEndObject();
    }

    private static void WriteGreeks(Utf8JsonWriter json, PortfolioReport portfolio)
    {
        json.WriteStartArray("greeks");
        foreach (var greeks in portfolio.Greeks)
        {
            json.WriteStartObject();
            json.WriteString("underlying", greeks.Underlying);
            json.WriteNumber("delta_coin", greeks.DeltaCoin);
            json.WriteNumber("gamma_per_usd", greeks.GammaPerUsd);
            json.WriteNumber("vega_usd", greeks.VegaUsd);
            json.WriteNumber("theta_usd_per_day", greeks.ThetaUsdPerDay);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteExplanation(Utf8JsonWriter json, PortfolioReport portfolio, MarginDesk desk)
    {
        json.WriteStartArray("waterfall");
        foreach (var step in portfolio.Waterfall)
        {
            json.WriteStartObject();
            json.WriteString("name", step.Name);
            Requirement(json, "usd", step.Usd);
            json.WriteString("rule", step.Rule);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("lots");
        foreach (var lot in portfolio.Lots)
        {
            json.WriteStartObject();
            json.WriteString("instrument", lot.Instrument);
            json.WriteNumber("size", lot.Quantity);
            json.WriteNumber("value_usd", lot.ValueUsd);
            json.WriteNumber("worst_scenario_pnl_usd", lot.WorstScenarioPnlUsd);
            json.WriteNumber("initial_margin_share_usd", lot.ContributionUsd);
            json.WriteEndObject();
        }

        json.WriteEndArray();
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

    private static void Requirement(Utf8JsonWriter json, string name, double usd) => json.WriteString(name, Text(UsdRounding.Requirement(usd)));

    private static void Equity(Utf8JsonWriter json, string name, double usd) => json.WriteString(name, Text(UsdRounding.Equity(usd)));

    private static string Text(decimal usd) => usd.ToString("0.######", System.Globalization.CultureInfo.InvariantCulture);
}
