using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Journal.Backups;

/// <summary>A stream as a backup keeps it: its head, and what a process that starts has to know of it.</summary>
/// <param name="Head">Where it stands.</param>
/// <param name="IsAwake">Whether its actor is to be in memory.</param>
/// <param name="EffectSeq">Its last event with effects; 0 when none has.</param>
internal sealed record BackupHead(StreamHead Head, bool IsAwake, long EffectSeq);
