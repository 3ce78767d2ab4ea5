using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json.Serialization;

namespace RiskCluster.Core.Attestation;

/// <summary>Twenty bytes that name an account or contract. Written with the checksum of EIP-55; read in one case, or with a checksum that is right.</summary>
/// <param name="High">The first four bytes, big-endian.</param>
/// <param name="Low">The last sixteen.</param>
[JsonConverter(typeof(HexText<EthereumAddress>))]
public readonly record struct EthereumAddress(uint High, UInt128 Low) : IParsable<EthereumAddress>, IComparable<EthereumAddress>
{
    /// <summary>How many bytes.</summary>
    public const int Length = 20;

    /// <summary>All bytes 0: nobody's, and what a chain's own recovery answers when there is no signer.</summary>
    public static readonly EthereumAddress Zero;

    /// <summary>The address of a public key: the last twenty bytes of the Keccak-256 of its coordinates.</summary>
    /// <param name="coordinates">x and y, 32 bytes each, big-endian.</param>
    public static EthereumAddress OfKey(ReadOnlySpan<byte> coordinates)
    {
        if (coordinates.Length != 64) throw new ArgumentException($"a public key has 64 bytes, not {coordinates.Length}", nameof(coordinates));
        var hash = Keccak256.Of(coordinates);
        return new((uint)(hash.High & uint.MaxValue), hash.Low);
    }

    /// <summary>The address as a word of a contract's call: twelve bytes of 0, then its own.</summary>
    public Hash256 ToWord() => new(High, Low);

    /// <inheritdoc/>
    public int CompareTo(EthereumAddress other) => High != other.High ? High.CompareTo(other.High) : Low.CompareTo(other.Low);

    /// <inheritdoc/>
    public static EthereumAddress Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var address) ? address : throw new FormatException("is not 0x and 40 hexadecimal digits, in one case or with the checksum of EIP-55");

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out EthereumAddress result)
    {
        Span<byte> bytes = stackalloc byte[Length];
        result = Zero;
        if (!HexDigits.TryRead(s, bytes)) return false;
        var address = new EthereumAddress(BinaryPrimitives.ReadUInt32BigEndian(bytes), BinaryPrimitives.ReadUInt128BigEndian(bytes[4..]));
        var digits = s![2..];
        if (digits.Any(char.IsAsciiLetterUpper) && digits.Any(char.IsAsciiLetterLower) && address.ToString() != s) return false;
        result = address;
        return true;
    }

    /// <summary><c>0x</c> and 40 digits, with the checksum of EIP-55.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Length];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt128BigEndian(bytes[4..], Low);
        var digits = Convert.ToHexStringLower(bytes).ToCharArray();
        var hash = Keccak256.Of(Encoding.ASCII.GetBytes(digits)).ToBytes();
        for (var i = 0; i < digits.Length; i++)
            if ((hash[i / 2] >> (i % 2 == 0 ? 4 : 0) & 8) != 0)
                digits[i] = char.ToUpperInvariant(digits[i]);
        return "0x" + new string(digits);
    }

    /// <summary>Order of the numbers that they are.</summary>
    public static bool operator <(EthereumAddress left, EthereumAddress right) => left.CompareTo(right) < 0;

    /// <summary>Order of the numbers that they are.</summary>
    public static bool operator >(EthereumAddress left, EthereumAddress right) => left.CompareTo(right) > 0;

    /// <summary>Order of the numbers that they are.</summary>
    public static bool operator <=(EthereumAddress left, EthereumAddress right) => left.CompareTo(right) <= 0;

    /// <summary>Order of the numbers that they are.</summary>
    public static bool operator >=(EthereumAddress left, EthereumAddress right) => left.CompareTo(right) >= 0;
}
