using System.Collections.Immutable;
using System.Text.Json.Nodes;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Runtime.Simulation;

/// <summary>What missing guards would write.</summary>
internal static class SimRewrite
{
    /// <summary>The same events after another head, under its epoch.</summary>
    public static StreamAppend Rebased(StreamAppend append, StreamHead head) =>
        new(append.Stream, head.Epoch, head.Seq, Chained(append.Records.Select((item, i) => item with { Seq = head.Seq + i + 1, Epoch = head.Epoch }), head.Hash));

    /// <summary>A snapshot that has forgotten every message.</summary>
    public static StreamSnapshot WithoutInbox(StreamSnapshot snapshot)
    {
        var state = JsonNode.Parse(snapshot.State)!;
        state["inbox"] = new JsonObject { ["marks"] = new JsonObject(), ["window"] = new JsonArray() };
        return snapshot with { State = System.Text.Encoding.UTF8.GetBytes(state.ToJsonString()) };
    }

    private static ImmutableArray<JournalRecord> Chained(IEnumerable<JournalRecord> records, byte[] hash)
    {
        var chained = ImmutableArray.CreateBuilder<JournalRecord>();
        foreach (var item in records)
        {
            hash = HashChain.Next(hash, item);
            chained.Add(item with { Hash = hash });
        }

        return chained.ToImmutable();
    }
}
