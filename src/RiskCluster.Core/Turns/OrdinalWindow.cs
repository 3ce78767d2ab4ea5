namespace RiskCluster.Core.Turns;

/// <summary>
/// Remembers which ordinals of one source have come, in 16 bytes: the highest and, a bit each, the <see cref="Length"/> up to it. A late ordinal inside the window is
/// told from a redelivery; one behind it cannot be, and is neither.
/// </summary>
/// <param name="Highest">Highest ordinal that has come; 0 before the first.</param>
/// <param name="Seen">Bit i is set when ordinal <c>Highest - i</c> has come.</param>
public readonly record struct OrdinalWindow(long Highest, ulong Seen)
{
    /// <summary>How far back a late ordinal is still recognised.</summary>
    public const int Length = 64;

    /// <summary>True when the ordinal lies so far back that nobody knows whether it has come.</summary>
    public bool IsForgotten(long ordinal) => ordinal <= Highest - Length;

    /// <summary>True when the ordinal has come.</summary>
    public bool Contains(long ordinal) => ordinal <= Highest && !IsForgotten(ordinal) && (Seen >> (int)(Highest - ordinal) & 1) == 1;

    /// <summary>The window once the ordinal has come.</summary>
    /// <param name="ordinal">At least 1; one that is forgotten changes nothing.</param>
    public OrdinalWindow With(long ordinal)
    {
        if (IsForgotten(ordinal)) return this;
        if (ordinal <= Highest) return this with { Seen = Seen | (1UL << (int)(Highest - ordinal)) };
        var step = ordinal - Highest;
        return new(ordinal, (step >= Length ? 0 : Seen << (int)step) | 1);
    }
}
