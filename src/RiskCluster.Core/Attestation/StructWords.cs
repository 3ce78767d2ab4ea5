using System.Numerics;
using System.Text;

namespace RiskCluster.Core.Attestation;

/// <summary>The words of one EIP-712 structure, and their hash: <c>keccak256(typeHash, word, word, ...)</c>.</summary>
internal sealed class StructWords
{
    private readonly List<byte> bytes = [];

    /// <summary>Begins with the hash of the type's text.</summary>
    public StructWords(string type) => Add(HashOf(type));

    public Hash256 Hash => Keccak256.Of(bytes.ToArray());

    /// <summary>What EIP-712 puts in the place of a string.</summary>
    public static Hash256 HashOf(string text) => Keccak256.Of(Encoding.UTF8.GetBytes(text));

    public StructWords Add(Hash256 word)
    {
        bytes.AddRange(word.ToBytes());
        return this;
    }

    public StructWords Add(string text) => Add(HashOf(text));

    public StructWords Add(long number) => Add(new Hash256(0, (UInt128)number));

    /// <summary>An amount of USD as int256, 1e-6 USD a unit, two's complement.</summary>
    public StructWords AddUsd(decimal usd)
    {
        var number = MicroUsd.Of(usd);
        Span<byte> word = stackalloc byte[Hash256.Length];
        word.Fill(number.Sign < 0 ? (byte)0xFF : (byte)0);
        var tail = number.ToByteArray(isUnsigned: false, isBigEndian: true);
        tail.CopyTo(word[(Hash256.Length - tail.Length)..]);
        return Add(Hash256.Of(word));
    }
}
