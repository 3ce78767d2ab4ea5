using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace RiskCluster.Client.Access;

/// <summary>
/// A machine that signs: HMAC-SHA256 over the lines <c>RC1</c>, the server's name, method, path and query, hexadecimal SHA-256 of the body, unix milliseconds and a nonce. A request counts once.
/// </summary>
internal sealed class KeyCredentials : Credentials
{
    private const string Scheme = "RC1-HMAC-SHA256";
    private const int NonceBytes = 16;

    private readonly string keyId;
    private readonly byte[] secret;

    public KeyCredentials(string keyId, string secret)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(keyId);
        ArgumentException.ThrowIfNullOrWhiteSpace(secret);
        this.keyId = keyId.Trim();
        try
        {
            this.secret = Base64Url.DecodeFromChars(secret.Trim());
        }
        catch (FormatException)
        {
            throw new ArgumentException("the secret is not base64url", nameof(secret));
        }
    }

    internal override bool NeedsAudience => true;

    internal override string? Authorization(in SignedRequest request, string audience, long nowMs) =>
        Header(request, audience, nowMs, Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(NonceBytes)));

    /// <summary>The header under a nonce that is given.</summary>
    internal string Header(in SignedRequest request, string audience, long nowMs, string nonce)
    {
        var text = string.Create(
            CultureInfo.InvariantCulture, $"RC1\n{audience}\n{request.Method}\n{request.Target}\n{Convert.ToHexStringLower(SHA256.HashData(request.Body.Span))}\n{nowMs}\n{nonce}");
        var signature = Base64Url.EncodeToString(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(text)));
        return string.Create(CultureInfo.InvariantCulture, $"{Scheme} key={keyId}, timestamp={nowMs}, nonce={nonce}, signature={signature}");
    }
}
