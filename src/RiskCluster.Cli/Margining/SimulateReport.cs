using System.Text.Json;
using RiskCluster.Cli.Output;
using RiskCluster.Host.Figures;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.WhatIf;
using Spectre.Console;

namespace RiskCluster.Cli.Margining;

/// <summary>What <c>riskcluster simulate</c> answers.</summary>
internal static class SimulateReport
{
    public static void WriteTables(IAnsiConsole console, string key, WhatIfResult result)
    {
        var table = Terminal.Table($"{key}: before and after, USD", "component", "#before", "#after", "#change");
        foreach (var component in result.Components)
            Terminal.Row(table, component.Name.Replace('_', ' '), Format.Usd(component.BeforeUsd), Format.Usd(component.AfterUsd), Format.Usd(component.ChangeUsd));
        Terminal.Row(table, "state", MarginTables.StateName(result.Before.State), MarginTables.StateName(result.After.State), "");
        console.Write(table);
        var reasons = string.Join(", ", result.Reasons.Select(reason => ReasonName(reason).Replace('_', ' ')));
        console.WriteLine($"{(result.IsValidTrade ? "Allowed" : "Refused")}: {reasons}.");
    }

    public static void WriteJson(TextWriter output, string key, MarginInputs inputs, WhatIfResult result) => JsonAnswer.WriteDocument(output, json =>
    {
        json.WriteString("status", "ok");
        json.WriteStartObject("as_of");
        json.WriteNumber("timestamp", inputs.Calibration.AsOf.Milliseconds);
        json.WriteString("model", inputs.Context.Model.Name);
        json.WriteString("model_hash", inputs.Context.Model.ContentHash);
        json.WriteString("scenario_hash", inputs.Context.Scenarios.ContentHash);
        json.WriteEndObject();
        json.WriteString("portfolio", key);
        WriteFigure(json, "pre", result.Before);
        WriteFigure(json, "post", result.After);
        json.WriteObjects("components", result.Components, component =>
        {
            json.WriteString("name", component.Name);
            json.WriteNumber("pre_usd", component.BeforeUsd);
            json.WriteNumber("post_usd", component.AfterUsd);
            json.WriteNumber("change_usd", component.ChangeUsd);
        });
        json.WriteBoolean("is_valid_trade", result.IsValidTrade);
        json.WriteStartArray("reasons");
        foreach (var reason in result.Reasons) json.WriteStringValue(ReasonName(reason));
        json.WriteEndArray();
    });

    private static void WriteFigure(Utf8JsonWriter json, string when, MarginFigure figure)
    {
        json.WriteEquity($"{when}_equity", figure.EquityUsd);
        json.WriteRequirement($"{when}_initial_margin", figure.InitialMarginUsd);
        json.WriteRequirement($"{when}_maintenance_margin", figure.MaintenanceMarginUsd);
        json.WriteEquity($"{when}_initial_margin_excess", figure.InitialExcessUsd);
        json.WriteEquity($"{when}_maintenance_margin_excess", figure.MaintenanceExcessUsd);
        json.WriteString($"{when}_state", MarginTables.StateName(figure.State));
    }

    private static string ReasonName(WhatIfReason reason) => JsonNamingPolicy.SnakeCaseLower.ConvertName(reason.ToString());
}
