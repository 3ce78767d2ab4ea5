using RiskCluster.Core.Turns;

namespace RiskCluster.Runtime.Delivery;

/// <summary>Tells an effect to its target.</summary>
public interface IEffectDelivery
{
    /// <summary>The target's refusal, or null when it accepted. Throws when it cannot be known whether the target has it.</summary>
    ValueTask<Problem?> Deliver(MessageId id, IEffect effect, CancellationToken cancellation);
}
