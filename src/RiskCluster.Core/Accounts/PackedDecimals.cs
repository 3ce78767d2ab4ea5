namespace RiskCluster.Core.Accounts;

/// <summary>
/// Decimals in eight bytes each: 59 bits of signed digits and five of scale hold every number of up to 17 digits, which is nearly all there are. One that needs more lies
/// beside the others and is pointed at. What comes out is what went in, to the last trailing zero.
/// </summary>
/// <remarks>Not safe to add to from several threads; what is no longer added to may be read by all.</remarks>
internal struct PackedDecimals
{
    private const int ScaleBits = 5;
    private const int ScaleMask = (1 << ScaleBits) - 1;
    private const int WideScale = 30;
    private const long MostDigits = (1L << 58) - 1;

    /// <summary>How null is packed.</summary>
    public const long Nothing = ScaleMask;

    private List<decimal>? wide;

    /// <summary>A number in eight bytes; null is one of them.</summary>
    public long Pack(decimal? number)
    {
        if (number is not { } value) return Nothing;
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        var digits = unchecked((long)(uint)parts[1] << 32 | (uint)parts[0]);
        var isNegative = parts[3] < 0;
        if (parts[2] != 0 || digits is < 0 or > MostDigits || (digits == 0 && isNegative)) return Beside(value);
        return (isNegative ? -digits : digits) << ScaleBits | (long)value.Scale;
    }

    /// <summary>What was packed.</summary>
    public readonly decimal? Unpack(long packed)
    {
        var (digits, scale) = (packed >> ScaleBits, (int)(packed & ScaleMask));
        if (packed == Nothing) return null;
        if (scale == WideScale) return wide![(int)digits];
        var size = (ulong)Math.Abs(digits);
        return new(unchecked((int)size), (int)(size >> 32), 0, digits < 0, (byte)scale);
    }

    /// <summary>The same number as another pack holds it.</summary>
    public long Carry(in PackedDecimals from, long packed) => (packed & ScaleMask) == WideScale ? Beside(from.wide![(int)(packed >> ScaleBits)]) : packed;

    private long Beside(decimal value)
    {
        (wide ??= []).Add(value);
        return (wide.Count - 1L) << ScaleBits | WideScale;
    }
}
