using System.Text.Json;
using RiskCluster.Risk.Allocation;

namespace RiskCluster.Host.Figures;

/// <summary>Where an owner's requirement is to be held, and Universal Risk Units, as JSON (MODEL MRG-8).</summary>
internal static class AllocationJson
{
    /// <summary>The members of one owner's allocation.</summary>
    public static void Write(Utf8JsonWriter json, OwnerAllocation allocation)
    {
        json.WriteString("owner", allocation.Owner);
        json.WriteNumber("requirement_usd", allocation.RequirementUsd);
        json.WriteNumber("floor_scale", allocation.FloorScale);
        WriteUnits(json, allocation.Units);
        json.WriteObjects("venues", allocation.Venues, venue =>
        {
            json.WriteString("venue", venue.Venue);
            json.WriteNumber("allocated_usd", venue.AllocatedUsd);
            json.WriteNumber("euler_usd", venue.EulerUsd);
            json.WriteNumber("floor_usd", venue.FloorUsd);
            json.WriteNumber("standalone_usd", venue.StandaloneUsd);
            WriteUnits(json, venue.Units);
            json.WriteObjects("accounts", venue.Accounts, account => WriteAccount(json, account));
        });
    }

    private static void WriteAccount(Utf8JsonWriter json, AccountShare account)
    {
        json.WriteString("account", account.Account);
        json.WriteNumber("euler_usd", account.EulerUsd);
        json.WriteObjects("legs", account.Legs, leg =>
        {
            json.WriteString("instrument", leg.Instrument);
            json.WriteNumber("size", leg.Quantity);
            json.WriteNumber("euler_usd", leg.EulerUsd);
        });
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
}
