using System.Text.Json.Serialization;
using RiskCluster.Core.Turns;
using RiskCluster.Core.Unwinds;

namespace RiskCluster.Core.Venues;

/// <summary>What a venue tells an unwind. Whoever else needs to know something asks it.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(GrantInsurance), "grant_insurance")]
public abstract record VenueEffect : IEffect
{
    private VenueEffect(ActorKind kind, string key) => Target = new(kind, key);

    /// <inheritdoc/>
    [JsonIgnore]
    public ActorAddress Target { get; }

    /// <summary>The effect as its receiver's command.</summary>
    public abstract object ToCommand();

    /// <summary>The insurance fund's answer.</summary>
    public sealed record GrantInsurance(string Owner, long UnwindId, string Venue, decimal GrantedUsd) : VenueEffect(ActorKind.Unwind, Owner)
    {
        /// <inheritdoc/>
        public override UnwindCommand ToCommand() => new UnwindCommand.GrantInsurance(UnwindId, Venue, GrantedUsd);
    }
}
