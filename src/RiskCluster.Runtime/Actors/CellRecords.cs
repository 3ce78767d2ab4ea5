using System.Collections.Immutable;
using RiskCluster.Core.Json;
using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Delivery;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Runtime.Actors;

/// <summary>Writes what a turn decided as records of the journal.</summary>
internal static class CellRecords
{
    public static ImmutableArray<JournalRecord> Write<TState, TEvent, TEffect>(CellMemory<TState> memory, MessageId id, byte[] commandHash, long nowMs, Decision<TEvent, TEffect> decision)
        where TState : class
        where TEvent : class
        where TEffect : class, IEffect
    {
        if (decision.Effects.Length > EffectId.MostEffects) throw new InvalidOperationException($"a message has {decision.Effects.Length} effects");
        var name = decision.Problem is null ? id : id.Refused();
        var records = ImmutableArray.CreateBuilder<JournalRecord>(decision.Events.Length);
        var hash = memory.Hash;
        for (var i = 0; i < decision.Events.Length; i++)
        {
            var effects = i == decision.Events.Length - 1 && decision.Effects.Length > 0 ? CoreJson.Write(decision.Effects) : null;
            var item = new JournalRecord(memory.Seq + i + 1, memory.Epoch, name, commandHash, nowMs, CoreJson.Write(decision.Events[i]), effects, []);
            hash = HashChain.Next(hash, item);
            records.Add(item with { Hash = hash });
        }

        return records.MoveToImmutable();
    }
}
