using RiskCluster.Core.Turns;

namespace RiskCluster.Runtime.Delivery;

/// <summary>
/// The identity of an effect as a message: the sender's stream, and an ordinal made of the event's number and the effect's place beside it. It follows from the journal
/// alone and rises strictly, so a redelivery after a crash, by whichever process, carries the same identity and the receiver recognises it for ever.
/// </summary>
public static class EffectId
{
    /// <summary>Effects that one message may have.</summary>
    public const int MostEffects = 4096;

    /// <summary>The identity of effect number <paramref name="index"/>, from 0, of event <paramref name="seq"/>.</summary>
    public static MessageId Of(string stream, long seq, int index) => MessageId.Ordered(stream, Ordinal(seq, index));

    /// <summary>The ordinal alone.</summary>
    /// <exception cref="ArgumentOutOfRangeException">More effects than a message may have.</exception>
    internal static long Ordinal(long seq, int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, MostEffects);
        return checked((seq * MostEffects) + index + 1);
    }

    /// <summary>The event of an ordinal.</summary>
    internal static long Seq(long ordinal) => (ordinal - 1) / MostEffects;
}
