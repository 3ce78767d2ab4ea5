using System.Security.Cryptography;
using RiskCluster.Core.Json;
using RiskCluster.Core.Turns;

namespace RiskCluster.Runtime.Actors;

/// <summary>What a snapshot holds: the state, and the inbox that recognises redelivery.</summary>
public sealed record CellSnapshot<TState>(TState State, Inbox Inbox)
    where TState : class
{
    /// <summary>The state hash: SHA-256 of the JSON. Replay from the first event and replay from a snapshot give the same.</summary>
    public byte[] StateHash() => SHA256.HashData(CoreJson.Write(this));
}
