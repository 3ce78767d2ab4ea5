using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RiskCluster.Core.Turns;

namespace RiskCluster.Core.Liquidations;

/// <summary>The commitment to a sealed bid.</summary>
public static class SealedHash
{
    /// <summary>The least length of a nonce: with fewer characters a bid could be guessed from its hash.</summary>
    public const int MinNonce = 16;

    /// <summary>The greatest length of a nonce.</summary>
    public const int MaxNonce = 128;

    /// <summary>SHA-256 of <c>task|keeper|price|quantity|nonce</c>, numbers without trailing zeros, as hexadecimal digits in lower case.</summary>
    /// <remarks>Task and keeper are in it, so that nobody can commit a copy of somebody else's hash and reveal it after them.</remarks>
    public static string Of(string taskId, string keeper, decimal price, decimal quantity, string nonce) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('|', taskId, keeper, Text(price), Text(quantity), nonce))));

    private static string Text(decimal value) => DecimalBounds.Plain(value).ToString(NumberFormatInfo.InvariantInfo);
}
