using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using RiskCluster.Host.Access.Keys;
using RiskCluster.Host.Answers;
using RiskCluster.Host.Configuration;
using RiskCluster.Host.Running;

namespace RiskCluster.Host.Access.Signing;

/// <summary>Machines, which sign every request with the secret of their key. A request counts once, within a few seconds, at the server that it was signed for.</summary>
internal sealed class SignatureAuthenticator(KeyDirectory keys, SpentNonces nonces, LiveNode node, ServeOptions options) : IAuthenticator
{
    /// <summary>The scheme.</summary>
    public const string Name = "RC1-HMAC-SHA256";

    /// <summary>How far a request's time may lie from the server's.</summary>
    public const long WindowMs = 5_000;

    private const int MostOnStack = 1_024;

    /// <inheritdoc/>
    public string Scheme => Name;

    /// <inheritdoc/>
    public async ValueTask<ICredentials> Identify(HttpRequest request, ReadOnlyMemory<char> parameters, CancellationToken cancellation)
    {
        var header = SignatureHeader.Parse(parameters);
        var nowMs = node.NowMs;
        if (header.TimestampMs < nowMs - WindowMs || header.TimestampMs > nowMs + WindowMs)
            throw Refusals.Unauthenticated("timestamp_outside_window", $"the timestamp is not within {WindowMs} ms of the server's time {nowMs}");
        var key = await keys.Find(header.KeyId, cancellation) ?? throw Forged();
        return new Credentials(this, header, key);
    }

    // An unknown key and a wrong signature are one answer, so that nobody learns which keys there are.
    private static RefusedException Forged() => Refusals.Unauthenticated("signature_invalid", "the signature is not one of this key over this request for this server");

    private async ValueTask<Caller> Prove(SignatureHeader header, KnownKey key, HttpRequest request, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        if (!IsSigned(header, key, request, body.Span)) throw Forged();
        if (!nonces.TrySpend(key.Id.Text, header.Nonce.Span)) throw Reused();
        var asksOnly = request.HttpContext.GetEndpoint()?.Metadata.GetMetadata<RoutePolicy>()?.AsksOnly == true;
        var changes = !asksOnly && !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method);
        if (changes && !await nonces.Keep(header.Used(), cancellation)) throw Reused();
        if (asksOnly) request.HttpContext.Features.Set(new HeldNonce(nonces, header));
        return key.Caller;
    }

    private bool IsSigned(SignatureHeader header, KnownKey key, HttpRequest request, ReadOnlySpan<byte> body)
    {
        var target = request.HttpContext.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var most = SignedText.MostBytes(options.Audience, request.Method, target, header.Nonce.Span);
        Span<byte> text = most <= MostOnStack ? stackalloc byte[MostOnStack] : new byte[most];
        Span<byte> signature = stackalloc byte[HMACSHA256.HashSizeInBytes];
        return key.TrySign(text[..SignedText.Write(text, options.Audience, request.Method, target, body, header.TimestampMs, header.Nonce.Span)], signature)
            && CryptographicOperations.FixedTimeEquals(signature, header.Signature);
    }

    /// <summary>The refusal of a request that has come before.</summary>
    public static RefusedException Reused() => Refusals.Unauthenticated("nonce_reused", "the nonce was used before: the request has come already");

    private sealed class Credentials(SignatureAuthenticator authenticator, SignatureHeader header, KnownKey key) : ICredentials
    {
        public string QuotaKey => key.Id.Text;

        public ValueTask<Caller> Prove(HttpRequest request, ReadOnlyMemory<byte> body, CancellationToken cancellation) => authenticator.Prove(header, key, request, body, cancellation);
    }
}
