using System.Text.Json.Serialization;
using RiskCluster.Core.Turns;

namespace RiskCluster.Core.Parameters;

/// <summary>What governance asks of others.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(RunImpact), "run_impact")]
public abstract record RiskParametersEffect : IEffect
{
    private RiskParametersEffect()
    {
    }

    /// <inheritdoc/>
    [JsonIgnore]
    public ActorAddress Target => new(ActorKind.SystemRisk, "system");

    /// <summary>Run the live book under a version; the answer is <see cref="RiskParametersCommand.RecordImpact"/> with the same hashes.</summary>
    /// <param name="Model">Name of the model.</param>
    /// <param name="Number">The version.</param>
    /// <param name="Hash">Of its document.</param>
    /// <param name="BaseHash">Of the active version to compare with.</param>
    public sealed record RunImpact(string Model, long Number, string Hash, string BaseHash) : RiskParametersEffect;
}
