using System.Text.Json;
using RiskCluster.Risk.Collateral;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Host.Figures;

/// <summary>What an equity consists of as JSON, haircut by haircut (MODEL MRG-7, COL-1 to COL-3).</summary>
internal static class EquityJson
{
    /// <summary>The parts of a portfolio's equity; they add up to it.</summary>
    public static void Write(Utf8JsonWriter json, EquityReport equity)
    {
        json.WriteStartObject("equity_parts");
        json.WriteNumber("cash_usd", equity.CashUsd);
        json.WriteNumber("mark_value_usd", equity.MarkValueUsd);
        json.WriteStartObject("unrealised_profit");
        WriteValue(json, equity.UnrealisedProfit);
        json.WriteEndObject();
        json.WriteObjects("collateral", equity.Collateral.Values, value => WriteValue(json, value));
        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, CollateralValue value)
    {
        json.WriteString("name", value.Name);
        json.WriteNumber("gross_usd", value.GrossUsd);
        json.WriteObjects("steps", value.Steps, step =>
        {
            json.WriteString("rule", step.Rule);
            json.WriteString("name", step.Name);
            if (step.Haircut is { } haircut) json.WriteNumber("haircut", haircut);
            json.WriteNumber("taken_usd", step.TakenUsd);
            json.WriteNumber("left_usd", step.LeftUsd);
        });
        json.WriteNumber("counted_usd", value.CountedUsd);
    }
}
