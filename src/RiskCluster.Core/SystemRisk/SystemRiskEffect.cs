using System.Text.Json.Serialization;
using RiskCluster.Core.Liquidations;
using RiskCluster.Core.Turns;

namespace RiskCluster.Core.SystemRisk;

/// <summary>What the venues' queues are told. Who computes runs reads the state.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(SetCongestion), "set_congestion")]
public abstract record SystemRiskEffect : IEffect
{
    private SystemRiskEffect(ActorKind kind, string key) => Target = new(kind, key);

    /// <inheritdoc/>
    [JsonIgnore]
    public ActorAddress Target { get; }

    /// <summary>The effect as its receiver's command.</summary>
    public abstract object ToCommand();

    /// <summary>The chain of a venue has become congested, or free again.</summary>
    public sealed record SetCongestion(string Venue, bool IsCongested, string By) : SystemRiskEffect(ActorKind.LiquidationQueue, Venue)
    {
        /// <inheritdoc/>
        public override LiquidationQueueCommand ToCommand() => new LiquidationQueueCommand.SetCongestion(IsCongested, By);
    }
}
