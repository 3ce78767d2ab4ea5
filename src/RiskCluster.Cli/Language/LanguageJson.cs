using System.Text.Json;
using RiskCluster.Cli.Output;
using RiskCluster.Host.Figures;
using RiskCluster.Risk.Language;

namespace RiskCluster.Cli.Language;

/// <summary>Margins of a model of the language as JSON: snake_case, every figure as the shortest number that reads back to the same double.</summary>
internal static class LanguageJson
{
    public static void Write(TextWriter output, LanguageReport report) => JsonAnswer.WriteDocument(output, json =>
    {
        json.WriteString("status", "ok");
        json.WriteStartObject("as_of");
        json.WriteNumber("timestamp", report.Market.AsOf.Milliseconds);
        json.WriteString("model", report.Document.Name);
        json.WriteString("model_version", report.Document.Version);
        json.WriteString("model_hash", report.Document.ContentHash);
        json.WriteEndObject();
        WriteAll(json, "accounts", report.Accounts);
        WriteAll(json, "owners", report.Owners);
    });

    private static void WriteAll(Utf8JsonWriter json, string name, IReadOnlyList<LanguageMargin> margins)
    {
        json.WriteStartArray(name);
        foreach (var margin in margins)
        {
            json.WriteStartObject();
            if (margin.Account is { } account)
            {
                json.WriteString("venue", account.Venue);
                json.WriteString("account", account.Account);
            }

            json.WriteString("owner", margin.Owner);
            Write(json, margin.Margin);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, ModelMargin margin)
    {
        json.WriteString("unit", margin.Unit);
        json.WriteNumber("mark_value", margin.MarkValue);
        json.WriteNumber("initial_margin", margin.InitialMargin);
        json.WriteNumber("maintenance_margin", margin.MaintenanceMargin);
        json.WriteNumber("initial_margin_excess", margin.InitialExcess);
        json.WriteNumber("maintenance_margin_excess", margin.MaintenanceExcess);
        if (margin.WorstScenario is null) json.WriteNull("worst_scenario");
        else json.WriteString("worst_scenario", margin.WorstScenario);
        json.WriteObjects("scenarios", margin.Scenarios, scenario =>
        {
            json.WriteString("name", scenario.Name);
            json.WriteNumber("pnl", scenario.Pnl);
        });
        json.WriteObjects("components", margin.Components, component =>
        {
            json.WriteString("name", component.Name);
            json.WriteNumber("initial", component.Initial);
            json.WriteNumber("maintenance", component.Maintenance);
        });
        json.WriteObjects("contributions", margin.Contributions, line =>
        {
            json.WriteString("instrument", line.Name);
            json.WriteNumber("pnl", line.Pnl);
        });
    }
}
