using System.Text.Json.Serialization;

namespace RiskCluster.Core.Markets;

/// <summary>What a market may be asked for.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(SetRules), "set_rules")]
[JsonDerivedType(typeof(RegisterSource), "register_source")]
[JsonDerivedType(typeof(RemoveSource), "remove_source")]
[JsonDerivedType(typeof(ReinstateSource), "reinstate_source")]
[JsonDerivedType(typeof(Observe), "observe")]
[JsonDerivedType(typeof(Review), "review")]
[JsonDerivedType(typeof(Halt), "halt")]
[JsonDerivedType(typeof(Resume), "resume")]
[JsonDerivedType(typeof(FixSettlement), "fix_settlement")]
public abstract record MarketDataCommand
{
    private MarketDataCommand()
    {
    }

    /// <summary>Changes the rules.</summary>
    public sealed record SetRules(MarketRules Rules, string By) : MarketDataCommand;

    /// <summary>Admits a source, or changes its key and weight.</summary>
    /// <param name="Source">Its name.</param>
    /// <param name="KeyId">What its key is called.</param>
    /// <param name="Weight">In medians; above 0, at most 100.</param>
    /// <param name="By">Who registers it.</param>
    /// <param name="PublicKey">P-256, SubjectPublicKeyInfo in base64: every observation must then carry a signature of it. Null where whoever lets messages in vouches for the source.</param>
    public sealed record RegisterSource(
        string Source, string KeyId, decimal Weight, string By, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? PublicKey = null) : MarketDataCommand;

    /// <summary>Removes a source with everything it said.</summary>
    public sealed record RemoveSource(string Source, string By) : MarketDataCommand;

    /// <summary>Lets a suspended source speak again.</summary>
    public sealed record ReinstateSource(string Source, string By) : MarketDataCommand;

    /// <summary>An observation.</summary>
    /// <param name="Source">Who observed.</param>
    /// <param name="VerifiedBy">Id of the public key that verified its signature, as whoever let the message in found it.</param>
    /// <param name="Sequence">Of the source; rises, gaps allowed: the newest is all that counts.</param>
    /// <param name="PublishTimeMs">By the source's clock.</param>
    /// <param name="Observation">What it saw.</param>
    /// <param name="Signature">ES256 over <see cref="ObservationPayload"/>: r and s, 64 bytes in base64url. Needed from a source with a public key; null otherwise.</param>
    public sealed record Observe(
        string Source,
        string VerifiedBy,
        long Sequence,
        long PublishTimeMs,
        Observation Observation,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Signature = null) : MarketDataCommand;

    /// <summary>Time has passed: ages are looked at again.</summary>
    public sealed record Review : MarketDataCommand;

    /// <summary>Closes the market.</summary>
    public sealed record Halt(string By, string Reason) : MarketDataCommand;

    /// <summary>Opens it again, stale until the next observation.</summary>
    /// <param name="By">The operator.</param>
    /// <param name="AcceptPrice">True to take the sources' price as it is, however far from the last one; otherwise the breaker may trip again.</param>
    public sealed record Resume(string By, bool AcceptPrice) : MarketDataCommand;

    /// <summary>Gives the settlement price that no average could give.</summary>
    public sealed record FixSettlement(long ExpiryMs, decimal Price, string By) : MarketDataCommand;
}
