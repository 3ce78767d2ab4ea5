using RiskCluster.Core.Turns;

namespace RiskCluster.Runtime.Actors;

/// <summary>Everything that a cell knows, all of it durable: replaced as a whole, so that readers never see half a turn.</summary>
internal sealed record CellMemory<TState>(long Epoch, long Seq, byte[] Hash, TState State, Inbox Inbox, long SnapshotSeq)
    where TState : class;
