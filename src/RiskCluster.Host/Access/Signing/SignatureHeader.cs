using System.Buffers.Text;
using System.Globalization;
using RiskCluster.Host.Answers;

namespace RiskCluster.Host.Access.Signing;

/// <summary>What a machine says of itself: <c>key=ID, timestamp=UNIX MS, nonce=TEXT, signature=BASE64URL</c>.</summary>
internal sealed record SignatureHeader(string KeyId, long TimestampMs, string Nonce, byte[] Signature)
{
    private const int LongestHeader = 512;

    /// <summary>Reads the parameters, each exactly once, in any order.</summary>
    /// <exception cref="RefusedException">Anything else.</exception>
    public static SignatureHeader Parse(string parameters)
    {
        if (parameters.Length > LongestHeader) throw Malformed("is too long");
        string? key = null, time = null, nonce = null, signature = null;
        foreach (var range in parameters.AsSpan().Split(','))
        {
            var part = parameters.AsSpan(range).Trim();
            var equals = part.IndexOf('=');
            ref var said = ref key;
            if (equals < 0) throw Incomplete();
            if (part.StartsWith("timestamp=")) said = ref time;
            else if (part.StartsWith("nonce=")) said = ref nonce;
            else if (part.StartsWith("signature=")) said = ref signature;
            else if (!part.StartsWith("key=")) throw Incomplete();
            if (said is not null) throw Incomplete();
            said = part[(equals + 1)..].ToString();
        }

        if (key is null || time is null || nonce is null || signature is null) throw Incomplete();
        if (!long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var timestampMs)) throw Malformed("has a timestamp that is not unix milliseconds");
        if (nonce.Length is < 16 or > 64 || !nonce.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')) throw Malformed("has a nonce that is not 16 to 64 characters of base64url");
        var bytes = new byte[32];
        if (signature.Length != 43 || !Base64Url.IsValid(signature) || !Base64Url.TryDecodeFromChars(signature, bytes, out var count) || count != bytes.Length)
            throw Malformed("has a signature that is not 32 bytes in base64url without padding");
        return new(key, timestampMs, nonce, bytes);
    }

    private static RefusedException Incomplete() => Malformed("does not hold key, timestamp, nonce and signature once each");

    private static RefusedException Malformed(string what) => Refusals.Unauthenticated("credentials_malformed", $"the Authorization header {what}");
}
