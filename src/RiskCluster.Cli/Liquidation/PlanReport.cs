using System.Globalization;
using System.Text.Json;
using RiskCluster.Cli.Margining;
using RiskCluster.Cli.Output;
using RiskCluster.Host.Figures;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Unwinding;
using Spectre.Console;

namespace RiskCluster.Cli.Liquidation;

/// <summary>What <c>riskcluster liquidation plan</c> answers.</summary>
internal static class PlanReport
{
    public static void WriteTables(IAnsiConsole console, UnwindPlan plan)
    {
        console.WriteLine(FormattableString.Invariant($"{plan.Owner}: {Told(plan)}"));
        if (plan.Steps.IsEmpty) return;
        var table = Terminal.Table("orders", "step.wave", "account", "instrument", "#quantity", "#limit", "#cost", "#IM after", "#MM after", "#equity");
        Terminal.Row(table, "", "", "before", "", "", "", Format.Usd(plan.Before.InitialMarginUsd), Format.Usd(plan.Before.MaintenanceMarginUsd), Format.Usd(plan.Before.EquityUsd));
        foreach (var (number, step) in plan.Steps.Select((step, i) => (i + 1, step)))
        {
            foreach (var (i, order) in step.Orders.Select((order, i) => (i, order)))
            {
                var isLast = i == step.Orders.Length - 1;
                Terminal.Row(
                    table, $"{number}.{order.Wave + 1}", $"{order.Venue}/{order.Account}", order.Instrument, Format.Amount(order.Quantity), Format.Price(order.LimitPrice), Format.Price(order.CostUsd),
                    isLast ? Format.Usd(step.After.InitialMarginUsd) : "", isLast ? Format.Usd(step.After.MaintenanceMarginUsd) : "", isLast ? Format.Usd(step.After.EquityUsd) : "");
            }
        }

        console.Write(table);
        console.WriteLine("The orders of a wave go together, those of the next when they are traded. Quantities in units of the instrument, all else in USD.");
    }

    public static void WriteJson(TextWriter output, MarginInputs inputs, UnwindPlan plan) => JsonAnswer.WriteDocument(output, json =>
    {
        json.WriteStartObject("as_of");
        json.WriteNumber("timestamp", inputs.Calibration.AsOf.Milliseconds);
        json.WriteString("model", inputs.Context.Model.Name);
        json.WriteString("model_hash", inputs.Context.Model.ContentHash);
        json.WriteEndObject();
        json.WriteString("owner", plan.Owner);
        json.WriteNumber("buffer_share", plan.BufferShare);
        json.WriteString("status", JsonNamingPolicy.SnakeCaseLower.ConvertName(plan.Status.ToString()));
        json.WriteStartObject("before");
        WriteFigure(json, plan.Before);
        json.WriteEndObject();
        json.WriteObjects("steps", plan.Steps, step =>
        {
            json.WriteObjects("orders", step.Orders, order =>
            {
                json.WriteNumber("wave", order.Wave);
                json.WriteString("account", $"{order.Venue}/{order.Account}");
                json.WriteString("instrument", order.Instrument);
                json.WriteNumber("quantity", order.Quantity);
                json.WriteNumber("limit_price", order.LimitPrice);
                json.WriteNumber("cost_usd", order.CostUsd);
            });
            json.WriteNumber("cost_usd", step.Cost.TotalUsd);
            json.WriteStartObject("after");
            WriteFigure(json, step.After);
            json.WriteEndObject();
        });
        json.WriteNumber("cost_usd", plan.Cost.TotalUsd);
        json.WriteNumber("best_possible_usd", plan.BestPossibleUsd);
        json.WriteNumber("shortfall_usd", plan.ShortfallUsd);
    });

    private static string Told(UnwindPlan plan) => plan.Status switch
    {
        UnwindPlanStatus.Above => "stands on or above its buffer margin: nothing is to be traded.",
        UnwindPlanStatus.Recovers => Cost(plan, "lands on its buffer margin"),
        UnwindPlanStatus.Full => Cost(plan, plan.ShortfallUsd > 0 ? string.Create(CultureInfo.InvariantCulture, $"is closed whole, and {plan.ShortfallUsd:N2} USD are missing") : "is closed whole"),
        _ => Cost(plan, "stops before its buffer margin, for no further step lowers the requirement"),
    };

    private static string Cost(UnwindPlan plan, string end) =>
        string.Create(CultureInfo.InvariantCulture, $"{end}, at a cost of {plan.Cost.TotalUsd:N2} USD; no plan costs less than {plan.BestPossibleUsd:N2} USD.");

    private static void WriteFigure(Utf8JsonWriter json, MarginFigure figure)
    {
        json.WriteEquity("equity", figure.EquityUsd);
        json.WriteRequirement("initial_margin", figure.InitialMarginUsd);
        json.WriteRequirement("maintenance_margin", figure.MaintenanceMarginUsd);
    }
}
