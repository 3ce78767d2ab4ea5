using System.Text.Json;
using RiskCluster.Host.Figures;
using RiskCluster.Risk.Allocation;
using RiskCluster.Risk.WhatIf;

namespace RiskCluster.Cli.Margining;

/// <summary>Allocation, Universal Risk Units, reverse stress and hedge as JSON.</summary>
internal static class OwnerAnswerJson
{
    public static void Write(Utf8JsonWriter json, IReadOnlyList<OwnerAnswer> answers)
    {
        json.WriteObjects("allocations", answers, answer => AllocationJson.Write(json, answer.Allocation));
        WriteEach(json, "reverse_stress", answers, answer => answer.Stress, WriteStress);
        WriteEach(json, "hedges", answers, answer => answer.Hedge, WriteHedge);
    }

    private static void WriteEach<T>(Utf8JsonWriter json, string name, IReadOnlyList<OwnerAnswer> answers, Func<OwnerAnswer, T?> part, Action<Utf8JsonWriter, T> write)
        where T : class
    {
        if (answers.All(answer => part(answer) is null)) return;
        json.WriteObjects(name, answers, answer =>
        {
            json.WriteString("owner", answer.Owner);
            write(json, part(answer)!);
        });
    }

    private static void WriteStress(Utf8JsonWriter json, ReverseStress stress)
    {
        json.WriteBoolean("is_breached", stress.IsBreached);
        json.WriteNumber("lowest_move", stress.Range.LowestMove);
        json.WriteNumber("highest_move", stress.Range.HighestMove);
        json.WriteObjects("directions", stress.Directions, direction =>
        {
            json.WriteStartArray("underlyings");
            foreach (var underlying in direction.Underlyings) json.WriteStringValue(underlying);
            json.WriteEndArray();
            WritePoint(json, "down", direction.Down);
            WritePoint(json, "up", direction.Up);
        });
        WritePoint(json, "nearest", stress.Nearest);
    }

    private static void WritePoint(Utf8JsonWriter json, string name, BreachPoint? breach) => json.WriteObjectOrNull(name, breach, point =>
    {
        json.WriteNumber("move", point.Move);
        json.WriteNumber("equity_usd", point.EquityUsd);
        json.WriteNumber("maintenance_margin_usd", point.MaintenanceMarginUsd);
    });

    private static void WriteHedge(Utf8JsonWriter json, CheapestHedge hedge)
    {
        json.WriteNumber("initial_margin_usd", hedge.InitialMarginUsd);
        json.WriteNumber("target_usd", hedge.TargetUsd);
        json.WriteBoolean("is_attainable", hedge.Best is not null);
        json.WriteNumber("candidates", hedge.CandidateCount);
        WriteTrade(json, "best", hedge.Best);
        WriteTrade(json, "most", hedge.Most);
    }

    private static void WriteTrade(Utf8JsonWriter json, string name, HedgeTrade? hedge) => json.WriteObjectOrNull(name, hedge, trade =>
    {
        json.WriteString("instrument", trade.Instrument);
        json.WriteNumber("size", trade.Quantity);
        json.WriteNumber("freed_usd", trade.FreedUsd);
        json.WriteNumber("cost_usd", trade.CostUsd);
    });
}
