using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;

namespace RiskCluster.Host.Access.Signing;

/// <summary>What a machine signs.</summary>
internal static class SignedText
{
    // Version, three line ends more than there are texts, the hash in hexadecimal and the longest time.
    private const int MostBesideTexts = 4 + 5 + 2 * SHA256.HashSizeInBytes + 20;
    private const int MostBytesOfChar = 3;

    /// <summary>The most bytes that a text may take.</summary>
    public static int MostBytes(string audience, string method, string pathAndQuery, ReadOnlySpan<char> nonce) =>
        MostBesideTexts + MostBytesOfChar * (audience.Length + method.Length + pathAndQuery.Length + nonce.Length);

    /// <summary>Writes the text: version, audience, method, path and query as sent, hash of the body, time and nonce, each on a line of its own.</summary>
    /// <returns>How many bytes it takes.</returns>
    public static int Write(Span<byte> into, string audience, string method, string pathAndQuery, ReadOnlySpan<byte> body, long timestampMs, ReadOnlySpan<char> nonce)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(body, hash);
        Span<char> hex = stackalloc char[2 * SHA256.HashSizeInBytes];
        Convert.TryToHexStringLower(hash, hex, out _);
        return Utf8.TryWrite(into, CultureInfo.InvariantCulture, $"RC1\n{audience}\n{method}\n{pathAndQuery}\n{hex}\n{timestampMs}\n{nonce}", out var count)
            ? count
            : throw new ArgumentException("the text does not fit", nameof(into));
    }

    /// <summary>The text, in bytes of its own.</summary>
    public static byte[] Of(string audience, string method, string pathAndQuery, ReadOnlySpan<byte> body, long timestampMs, string nonce)
    {
        var text = new byte[MostBytes(audience, method, pathAndQuery, nonce)];
        return text[..Write(text, audience, method, pathAndQuery, body, timestampMs, nonce)];
    }
}
