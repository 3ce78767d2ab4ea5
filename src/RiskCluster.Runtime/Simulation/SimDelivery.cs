using System.Collections.Immutable;
using RiskCluster.Core.Accounts;
using RiskCluster.Core.Json;
using RiskCluster.Core.Parameters;
using RiskCluster.Core.Portfolios;
using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Delivery;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Runtime.Simulation;

/// <summary>The way of effects, with its guards.</summary>
internal sealed class SimDelivery(IEffectDelivery inner, Guard off, SimLoop loop) : IEffectDelivery
{
    public async ValueTask<Problem?> Deliver(MessageId id, IEffect effect, CancellationToken cancellation)
    {
        if (off == Guard.EffectIdentity) id = MessageId.Keyed(id.Source, $"{id.Ordinal}.{loop.Random.Next()}");
        try
        {
            return await inner.Deliver(id, effect, cancellation);
        }
        catch (Exception) when (off == Guard.Redelivery)
        {
            return null;
        }
    }

    /// <summary>Tells the effects of an append that is not durable yet, once.</summary>
    public async Task DeliverAtOnce(StreamAppend append)
    {
        var last = append.Records[^1];
        if (last.Effects is null) return;
        ImmutableArray<IEffect> effects = ActorAddress.Parse(append.Stream).Kind switch
        {
            ActorKind.Account => CoreJson.Read<ImmutableArray<AccountEffect>>(last.Effects).CastArray<IEffect>(),
            ActorKind.Portfolio => CoreJson.Read<ImmutableArray<PortfolioEffect>>(last.Effects).CastArray<IEffect>(),
            _ => CoreJson.Read<ImmutableArray<RiskParametersEffect>>(last.Effects).CastArray<IEffect>(),
        };
        for (var i = 0; i < effects.Length; i++) await Deliver(EffectId.Of(append.Stream, last.Seq, i), effects[i], default);
    }
}
