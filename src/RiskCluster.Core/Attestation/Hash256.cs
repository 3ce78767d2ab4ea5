using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace RiskCluster.Core.Attestation;

/// <summary>Thirty-two bytes: a hash, or a word of a contract's call. In JSON <c>0x</c> and 64 lower-case hexadecimal digits.</summary>
/// <param name="High">The first sixteen bytes, big-endian.</param>
/// <param name="Low">The last sixteen.</param>
[JsonConverter(typeof(HexText<Hash256>))]
public readonly record struct Hash256(UInt128 High, UInt128 Low) : IParsable<Hash256>
{
    /// <summary>How many bytes.</summary>
    public const int Length = 32;

    /// <summary>All bytes 0.</summary>
    public static readonly Hash256 Zero;

    /// <summary>From its bytes.</summary>
    /// <exception cref="ArgumentException">There are not thirty-two.</exception>
    public static Hash256 Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length) throw new ArgumentException($"a hash has {Length} bytes, not {bytes.Length}", nameof(bytes));
        return new(BinaryPrimitives.ReadUInt128BigEndian(bytes), BinaryPrimitives.ReadUInt128BigEndian(bytes[16..]));
    }

    /// <summary>Writes the bytes.</summary>
    public void CopyTo(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt128BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt128BigEndian(bytes[16..], Low);
    }

    /// <summary>The bytes.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Length];
        CopyTo(bytes);
        return bytes;
    }

    /// <inheritdoc/>
    public static Hash256 Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var hash) ? hash : throw new FormatException("is not 0x and 64 hexadecimal digits");

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Hash256 result)
    {
        Span<byte> bytes = stackalloc byte[Length];
        var isHash = HexDigits.TryRead(s, bytes);
        result = isHash ? Of(bytes) : Zero;
        return isHash;
    }

    /// <summary><c>0x</c> and 64 lower-case digits.</summary>
    public override string ToString() => HexDigits.Text(ToBytes());
}
