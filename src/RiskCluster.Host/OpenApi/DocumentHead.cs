using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using RiskCluster.Host.Access.Signing;

namespace RiskCluster.Host.OpenApi;

/// <summary>What the document says of the whole: its name, its conventions, and how callers are known.</summary>
internal sealed class DocumentHead : IOpenApiDocumentTransformer
{
    /// <summary>Machines.</summary>
    public const string Signature = "signature";

    /// <summary>People.</summary>
    public const string Token = "token";

    private const string Conventions =
        """
        Portfolio margin across venues. Fields are in snake_case, decimals are strings, times are unix milliseconds, sizes are signed; an unknown field is refused.
        Requirements are at least 0; an excess is equity minus requirement. Every figure says what it was computed from (as_of) and how far it may be trusted (status).

        Writes take an Idempotency-Key: the same request again is answered with duplicate: true and changes nothing; the same key with another body is refused with 422. A write that carries a
        sequence is named by it when no key is given; any other without a key is not safe to repeat.

        Errors are application/problem+json with code, reason, param, request_id and retryable; /docs/problems lists the codes. Bodies are at most 10 MB and nest at most 16 deep.
        Calls take tokens from the caller's bucket (x-cost); over the quota the answer is 429 with Retry-After.
        """;

    private const string SignatureForm =
        $"{SignatureAuthenticator.Name} key=ID, timestamp=UNIX_MS, nonce=16 to 64 characters of base64url, signature=base64url(HMAC-SHA256(secret, text)). The text is, each on a line of its own: "
        + "RC1, the audience (/version), the method, path and query as sent, the hexadecimal SHA-256 of the body, the timestamp, the nonce. The secret is the key's, base64url decoded. "
        + "The timestamp lies within 5 seconds of the server's time; a nonce counts once.";

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new() { Title = "RiskCluster", Version = "1", Description = Conventions.ReplaceLineEndings("\n") };
        document.Servers = [];
        document.Components ??= new();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Signature] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = "Authorization", Description = SignatureForm },
            [Token] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT", Description = "ES256, with aud, iss, exp, sub, scope (space separated), and owner or venue where it is somebody's." },
        };
        return Task.CompletedTask;
    }
}
