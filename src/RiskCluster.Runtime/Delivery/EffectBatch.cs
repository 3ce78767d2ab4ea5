using System.Collections.Immutable;
using RiskCluster.Core.Turns;

namespace RiskCluster.Runtime.Delivery;

/// <summary>The effects of one durable message, in order.</summary>
/// <param name="Stream">Of the actor that has them.</param>
/// <param name="Epoch">Of the activation that hands them over.</param>
/// <param name="Seq">The event beside which they stand in the journal.</param>
/// <param name="Effects">One or more.</param>
/// <param name="Decode">Reads effects of this kind of actor from a journal record.</param>
public sealed record EffectBatch(string Stream, long Epoch, long Seq, ImmutableArray<IEffect> Effects, Func<byte[], ImmutableArray<IEffect>> Decode);
