using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace RiskCluster.Core.Venues;

/// <summary>What a venue actor may be asked for.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Register), "register")]
[JsonDerivedType(typeof(ListInstruments), "list_instruments")]
[JsonDerivedType(typeof(RecordHeartbeat), "record_heartbeat")]
[JsonDerivedType(typeof(HaltVenue), "halt_venue")]
[JsonDerivedType(typeof(ResumeVenue), "resume_venue")]
[JsonDerivedType(typeof(AddKey), "add_key")]
[JsonDerivedType(typeof(RevokeKey), "revoke_key")]
[JsonDerivedType(typeof(ChangeInsuranceFund), "change_insurance_fund")]
[JsonDerivedType(typeof(DrawInsurance), "draw_insurance")]
public abstract record VenueCommand
{
    private VenueCommand()
    {
    }

    /// <summary>Makes the venue known. The same profile again changes nothing; another one is refused.</summary>
    /// <param name="Profile">What it says of itself.</param>
    public sealed record Register(VenueProfile Profile) : VenueCommand;

    /// <summary>Lists and delists instruments; what is listed or delisted already stays so.</summary>
    /// <param name="Add">Names to list.</param>
    /// <param name="Remove">Names to delist. Positions in them stay, and may be closed.</param>
    public sealed record ListInstruments(ImmutableArray<string> Add, ImmutableArray<string> Remove) : VenueCommand;

    /// <summary>A sign of life; recorded at most once a second.</summary>
    /// <param name="Sequence">At least 1, rising.</param>
    public sealed record RecordHeartbeat(long Sequence) : VenueCommand;

    /// <summary>Stops the venue.</summary>
    /// <param name="Reason">For people.</param>
    /// <param name="By">Who.</param>
    public sealed record HaltVenue(string Reason, string By) : VenueCommand;

    /// <summary>Lets it go on.</summary>
    /// <param name="Reason">For people.</param>
    /// <param name="By">Who.</param>
    public sealed record ResumeVenue(string Reason, string By) : VenueCommand;

    /// <summary>Adds a key; older ones stay until they are revoked, so that a venue can change over.</summary>
    /// <param name="KeyId">Its name.</param>
    /// <param name="SecretHash">HMAC-SHA256 of the secret, 64 hexadecimal digits in lower case.</param>
    public sealed record AddKey(string KeyId, string SecretHash) : VenueCommand;

    /// <summary>Takes a key back for ever.</summary>
    /// <param name="KeyId">Its name.</param>
    public sealed record RevokeKey(string KeyId) : VenueCommand;

    /// <summary>Pays into the insurance fund or out of it.</summary>
    /// <param name="Source">Who numbers the changes.</param>
    /// <param name="Ordinal">At least 1, rising by source: one that has come changes nothing.</param>
    /// <param name="AmountUsd">In when positive, out when negative.</param>
    public sealed record ChangeInsuranceFund(string Source, long Ordinal, decimal AmountUsd) : VenueCommand;

    /// <summary>An unwind asks the insurance fund to cover a loss on this venue. It gets what is there, and an answer in any case; once for each unwind.</summary>
    /// <param name="Owner">Key of the unwind.</param>
    /// <param name="UnwindId">Number of the unwind, rising by owner.</param>
    /// <param name="AskedUsd">Above 0.</param>
    public sealed record DrawInsurance(string Owner, long UnwindId, decimal AskedUsd) : VenueCommand;
}
