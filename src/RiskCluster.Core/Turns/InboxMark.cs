using System.Text.Json.Serialization;

namespace RiskCluster.Core.Turns;

/// <summary>The highest ordered message of a source that was applied.</summary>
/// <param name="Ordinal">Its ordinal.</param>
/// <param name="Fingerprint">First eight bytes of the SHA-256 of its command, little endian.</param>
/// <param name="FirstSeq">Journal sequence of its first event.</param>
/// <param name="LastSeq">Journal sequence of its last event.</param>
[method: JsonConstructor]
public readonly record struct InboxMark(long Ordinal, long Fingerprint, long FirstSeq, long LastSeq);
