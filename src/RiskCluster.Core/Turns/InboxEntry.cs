namespace RiskCluster.Core.Turns;

/// <summary>A keyed message that was applied.</summary>
/// <param name="Source">Who sent it.</param>
/// <param name="Key">Its idempotency key.</param>
/// <param name="Fingerprint">First eight bytes of the SHA-256 of its command, little endian.</param>
/// <param name="FirstSeq">Journal sequence of its first event.</param>
/// <param name="LastSeq">Journal sequence of its last event.</param>
public sealed record InboxEntry(string Source, string Key, long Fingerprint, long FirstSeq, long LastSeq);
