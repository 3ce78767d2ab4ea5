using System.Text.Json;
using RiskCluster.Cli.Output;
using RiskCluster.Risk.Allocation;
using RiskCluster.Risk.WhatIf;

namespace RiskCluster.Cli.Margining;

/// <summary>Allocation, Universal Risk Units, reverse stress and hedge as JSON.</summary>
internal static class OwnerAnswerJson
{
    public static void Write(Utf8JsonWriter json, IReadOnlyList<OwnerAnswer> answers)
    {
        json.WriteStartArray("allocations");
        foreach (var answer in answers) WriteAllocation(json, answer.Allocation);
        json.WriteEndArray();
        WriteEach(json, "reverse_stress", answers, answer => answer.Stress, WriteStress);
        WriteEach(json, "hedges", answers, answer => answer.Hedge, WriteHedge);
    }

    private static void WriteEach<T>(Utf8JsonWriter json, string name, IReadOnlyList<OwnerAnswer> answers, Func<OwnerAnswer, T?> part, Action<Utf8JsonWriter, T> write)
        where T : class
    {
        if (answers.All(answer => part(answer) is null)) return;
        json.WriteStartArray(name);
        foreach (var answer in answers)
        {
            json.WriteStartObject();
            json.WriteString("owner", answer.Owner);
            write(json, part(answer)!);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteAllocation(Utf8JsonWriter json, OwnerAllocation allocation)
    {
        json.WriteStartObject();
        json.WriteString("owner", allocation.Owner);
        json.WriteNumber("requirement_usd", allocation.RequirementUsd);
        json.WriteNumber("floor_scale", allocation.FloorScale);
        WriteUnits(json, allocation.Units);
        json.WriteStartArray("venues");
        foreach (var venue in allocation.Venues)
        {
            json.WriteStartObject();
            json.WriteString("venue", venue.Venue);
            json.WriteNumber("allocated_usd", venue.AllocatedUsd);
            json.WriteNumber("euler_usd", venue.EulerUsd);
            json.WriteNumber("floor_usd", venue.FloorUsd);
            json.WriteNumber("standalone_usd", venue.StandaloneUsd);
            WriteUnits(json, venue.Units);
            json.WriteStartArray("accounts");
            foreach (var account in venue.Accounts) WriteAccount(json, account);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteAccount(Utf8JsonWriter json, AccountShare account)
    {
        json.WriteStartObject();
        json.WriteString("account", account.Account);
        json.WriteNumber("euler_usd", account.EulerUsd);
        json.WriteObjects("legs", account.Legs, leg =>
        {
            json.WriteString("instrument", leg.Instrument);
            json.WriteNumber("size", leg.Quantity);
            json.WriteNumber("euler_usd", leg.EulerUsd);
        });
        json.WriteEndObject();
    }

    private static void WriteUnits(Utf8JsonWriter json, UniversalRiskUnits units)
    {
        json.WriteStartObject("universal_risk_units");
        json.WriteNumber("units", units.Units);
        if (units.RequirementPerUnit is { } perUnit) json.WriteNumber("requirement_per_unit", perUnit);
        else json.WriteNull("requirement_per_unit");
        json.WriteString("version", units.Version);
        json.WriteEndObject();
    }

    private static void WriteStress(Utf8JsonWriter json, ReverseStress stress)
    {
        json.WriteBoolean("is_breached", stress.IsBreached);
        json.WriteNumber("lowest_move", stress.Range.LowestMove);
        json.WriteNumber("highest_move", stress.Range.HighestMove);
        json.WriteStartArray("directions");
        foreach (var direction in stress.Directions)
        {
            json.WriteStartObject();
            json.WriteStartArray("underlyings");
            foreach (var underlying in direction.Underlyings) json.WriteStringValue(underlying);
            json.WriteEndArray();
            WritePoint(json, "down", direction.Down);
            WritePoint(json, "up", direction.Up);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WritePoint(json, "nearest", stress.Nearest);
    }

    private static void WritePoint(Utf8JsonWriter json, string name, BreachPoint? point)
    {
        if (point is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteNumber("move", point.Move);
        json.WriteNumber("equity_usd", point.EquityUsd);
        json.WriteNumber("maintenance_margin_usd", point.MaintenanceMarginUsd);
        json.WriteEndObject();
    }

    private static void WriteHedge(Utf8JsonWriter json, CheapestHedge hedge)
    {
        json.WriteNumber("initial_margin_usd", hedge.InitialMarginUsd);
        json.WriteNumber("target_usd", hedge.TargetUsd);
        json.WriteBoolean("is_attainable", hedge.Best is not null);
        json.WriteNumber("candidates", hedge.CandidateCount);
        WriteTrade(json, "best", hedge.Best);
        WriteTrade(json, "most", hedge.Most);
    }

    private static void WriteTrade(Utf8JsonWriter json, string name, HedgeTrade? trade)
    {
        if (trade is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteString("instrument", trade.Instrument);
        json.WriteNumber("size", trade.Quantity);
        json.WriteNumber("freed_usd", trade.FreedUsd);
        json.WriteNumber("cost_usd", trade.CostUsd);
        json.WriteEndObject();
    }
}
