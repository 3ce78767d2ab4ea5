using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace RiskCluster.Host.Access.Signing;

/// <summary>What a machine signs.</summary>
internal static class SignedText
{
    /// <summary>The text: version, audience, method, path and query as sent, hash of the body, time and nonce, each on a line of its own.</summary>
    public static byte[] Of(string audience, string method, string pathAndQuery, ReadOnlySpan<byte> body, long timestampMs, string nonce)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(body, hash);
        return Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"RC1\n{audience}\n{method}\n{pathAndQuery}\n{Convert.ToHexStringLower(hash)}\n{timestampMs}\n{nonce}"));
    }
}
