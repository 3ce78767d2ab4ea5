using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using RiskCluster.Contracts.Venues;

namespace RiskCluster.Host.Tests.Access;

/// <summary>Signs requests as a machine would that knows nothing of the server's code.</summary>
internal sealed record Signer(IssuedKey Key, string Audience = "riskcluster")
{
    /// <summary>A signed request.</summary>
    public HttpRequestMessage Sign(HttpMethod method, string path, string body, long timestampMs, string? nonce = null, string? signedBody = null, string? signedPath = null)
    {
        nonce ??= Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(signedBody ?? body)));
        var text = $"RC1\n{Audience}\n{method}\n{signedPath ?? path}\n{hash}\n{timestampMs}\n{nonce}";
        var signature = Base64Url.EncodeToString(HMACSHA256.HashData(Base64Url.DecodeFromChars(Key.Secret), Encoding.UTF8.GetBytes(text)));
        var request = new HttpRequestMessage(method, path);
        request.Headers.TryAddWithoutValidation("Authorization", $"RC1-HMAC-SHA256 key={Key.KeyId}, timestamp={timestampMs}, nonce={nonce}, signature={signature}");
        if (body.Length > 0) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return request;
    }
}
