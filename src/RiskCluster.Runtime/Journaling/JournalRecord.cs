using RiskCluster.Core.Turns;

namespace RiskCluster.Runtime.Journaling;

/// <summary>One event of a stream, as it stands in the journal for ever.</summary>
/// <param name="Seq">Its number in the stream: 1, 2, 3, without a gap.</param>
/// <param name="Epoch">Of the writer.</param>
/// <param name="Message">What caused it. All events of one message are appended together or not at all.</param>
/// <param name="CommandHash">SHA-256 of the command, so that the same key with another body is seen.</param>
/// <param name="AtMs">Time of the turn, unix milliseconds.</param>
/// <param name="Body">The event as JSON; its <c>type</c> member says which.</param>
/// <param name="Effects">What to tell others because of the message, as a JSON array; on the last event of a message, null on others and when there is nothing to tell.</param>
/// <param name="Hash">The stream's chain up to here (<see cref="HashChain"/>); 32 bytes.</param>
public sealed record JournalRecord(long Seq, long Epoch, MessageId Message, byte[] CommandHash, long AtMs, byte[] Body, byte[]? Effects, byte[] Hash);
