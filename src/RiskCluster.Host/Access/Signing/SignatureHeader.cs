using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using RiskCluster.Host.Answers;
using RiskCluster.Journal.Access;

namespace RiskCluster.Host.Access.Signing;

/// <summary>What a machine says of itself: <c>key=ID, timestamp=UNIX MS, nonce=TEXT, signature=BASE64URL</c>.</summary>
internal sealed record SignatureHeader(ReadOnlyMemory<char> KeyId, long TimestampMs, ReadOnlyMemory<char> Nonce, byte[] Signature)
{
    private const int LongestHeader = 512;
    private static readonly SearchValues<char> Base64UrlCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>Reads the parameters, each exactly once, in any order.</summary>
    /// <exception cref="RefusedException">Anything else.</exception>
    public static SignatureHeader Parse(ReadOnlyMemory<char> parameters)
    {
        if (parameters.Length > LongestHeader) throw Malformed("is too long");
        ReadOnlyMemory<char>? key = null, time = null, nonce = null, signature = null;
        foreach (var range in parameters.Span.Split(','))
        {
            var whole = parameters[range].Trim();
            var part = whole.Span;
            var equals = part.IndexOf('=');
            ref var said = ref key;
            if (equals < 0) throw Incomplete();
            if (part.StartsWith("timestamp=")) said = ref time;
            else if (part.StartsWith("nonce=")) said = ref nonce;
            else if (part.StartsWith("signature=")) said = ref signature;
            else if (!part.StartsWith("key=")) throw Incomplete();
            if (said is not null) throw Incomplete();
            said = whole[(equals + 1)..];
        }

        if (key is not { } keyId || time is not { } written || nonce is not { } once || signature is not { } signed) throw Incomplete();
        if (!long.TryParse(written.Span, NumberStyles.None, CultureInfo.InvariantCulture, out var timestampMs)) throw Malformed("has a timestamp that is not unix milliseconds");
        if (once.Length is < 16 or > 64 || once.Span.ContainsAnyExcept(Base64UrlCharacters)) throw Malformed("has a nonce that is not 16 to 64 characters of base64url");
        var bytes = new byte[32];
        if (signed.Length != 43 || !Base64Url.IsValid(signed.Span) || !Base64Url.TryDecodeFromChars(signed.Span, bytes, out var count) || count != bytes.Length)
            throw Malformed("has a signature that is not 32 bytes in base64url without padding");
        return new(keyId, timestampMs, once, bytes);
    }

    /// <summary>What is remembered of the request, so that it counts once.</summary>
    public UsedNonce Used() => new(KeyId.ToString(), Nonce.ToString(), TimestampMs + SignatureAuthenticator.WindowMs);

    private static RefusedException Incomplete() => Malformed("does not hold key, timestamp, nonce and signature once each");

    private static RefusedException Malformed(string what) => Refusals.Unauthenticated("credentials_malformed", $"the Authorization header {what}");
}
