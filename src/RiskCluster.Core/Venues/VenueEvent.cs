using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace RiskCluster.Core.Venues;

/// <summary>What has happened to a venue.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Registered), "registered")]
[JsonDerivedType(typeof(InstrumentsListed), "instruments_listed")]
[JsonDerivedType(typeof(HeartbeatRecorded), "heartbeat_recorded")]
[JsonDerivedType(typeof(VenueHalted), "venue_halted")]
[JsonDerivedType(typeof(VenueResumed), "venue_resumed")]
[JsonDerivedType(typeof(KeyAdded), "key_added")]
[JsonDerivedType(typeof(KeyRevoked), "key_revoked")]
[JsonDerivedType(typeof(InsuranceFundChanged), "insurance_fund_changed")]
[JsonDerivedType(typeof(InsuranceDrawn), "insurance_drawn")]
public abstract record VenueEvent
{
    private VenueEvent()
    {
    }

    /// <summary>The venue is known.</summary>
    public sealed record Registered(VenueProfile Profile) : VenueEvent;

    /// <summary>What it lists has changed: only the names that were new or gone.</summary>
    public sealed record InstrumentsListed(ImmutableArray<string> Added, ImmutableArray<string> Removed, long AtMs) : VenueEvent;

    /// <summary>It was alive.</summary>
    public sealed record HeartbeatRecorded(VenueHeartbeat Heartbeat) : VenueEvent;

    /// <summary>It stands still.</summary>
    public sealed record VenueHalted(VenueHalt Halt) : VenueEvent;

    /// <summary>It goes on.</summary>
    public sealed record VenueResumed(string Reason, string By, long AtMs) : VenueEvent;

    /// <summary>A key more.</summary>
    public sealed record KeyAdded(string KeyId, VenueKey Key) : VenueEvent;

    /// <summary>A key less.</summary>
    public sealed record KeyRevoked(string KeyId, long AtMs) : VenueEvent;

    /// <summary>The insurance fund has changed.</summary>
    /// <param name="Source">Who numbers the changes.</param>
    /// <param name="Ordinal">Of the change.</param>
    /// <param name="AmountUsd">In when positive.</param>
    /// <param name="BalanceUsd">What is in it now.</param>
    public sealed record InsuranceFundChanged(string Source, long Ordinal, decimal AmountUsd, decimal BalanceUsd) : VenueEvent;

    /// <summary>The insurance fund has paid for an unwind.</summary>
    /// <param name="Owner">Key of the unwind.</param>
    /// <param name="UnwindId">Number of the unwind.</param>
    /// <param name="GrantedUsd">Out of the fund; 0 when it was empty.</param>
    /// <param name="BalanceUsd">What is in it now.</param>
    public sealed record InsuranceDrawn(string Owner, long UnwindId, decimal GrantedUsd, decimal BalanceUsd) : VenueEvent;
}
