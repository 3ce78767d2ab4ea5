using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using RiskCluster.Core.Turns;
using RiskCluster.Host.Answers;
using RiskCluster.Host.Configuration;
using RiskCluster.Host.Running;

namespace RiskCluster.Host.Access.Tokens;

/// <summary>People, who bring a token: ES256, for this server, of an issuer that it trusts, in time.</summary>
internal sealed class TokenAuthenticator : IAuthenticator
{
    private const int LongestToken = 8_192;
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(5);

    private readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = LongestToken };
    private readonly TokenValidationParameters rules;

    public TokenAuthenticator(ServeOptions options, LiveNode node, ECDsaSecurityKey own)
    {
        rules = new()
        {
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            ValidAudience = options.Audience,
            ValidIssuers = [options.Audience, .. options.TokenIssuers],
            IssuerSigningKeys = [own, .. TokenKeys.Read(options.TokenKeys)],
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            RequireAudience = true,
            // In the server's own time.
            LifetimeValidator = (notBefore, expires, _, _) =>
                node.Clock.GetUtcNow() is var now && expires is { } end && now < end + Skew && (notBefore is not { } begin || now >= begin - Skew),
        };
    }

    /// <inheritdoc/>
    public string Scheme => "Bearer";

    /// <inheritdoc/>
    public async ValueTask<ICredentials> Identify(HttpRequest request, ReadOnlyMemory<char> parameters, CancellationToken cancellation)
    {
        var result = await handler.ValidateTokenAsync(parameters.ToString(), rules);
        if (!result.IsValid) throw Refusals.Unauthenticated(ReasonOf(result.Exception), "the token is not one for this server, of an issuer that it trusts, and in time");
        return new Proven(CallerOf((JsonWebToken)result.SecurityToken));
    }

    private static string ReasonOf(Exception problem) => problem switch
    {
        SecurityTokenInvalidLifetimeException or SecurityTokenExpiredException or SecurityTokenNotYetValidException or SecurityTokenNoExpirationException => "token_expired",
        SecurityTokenInvalidAudienceException => "token_audience",
        SecurityTokenInvalidIssuerException => "token_issuer",
        _ => "token_invalid",
    };

    private static Caller CallerOf(JsonWebToken token)
    {
        var scopes = token.TryGetPayloadValue<string>("scope", out var names) ? names : "";
        var caller = new Caller(
            Named(token, "sub") ?? throw Refusals.Unauthenticated("token_subject", $"the token's sub is not {KeyName.Rule}"),
            [.. scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(ScopeNames.Parse).OfType<Scope>()],
            Venue: Named(token, "venue"),
            Owner: Named(token, "owner"));
        // Machines' business: a source's observations and a keeper's claims are signed.
        return caller with
        {
            Scopes = caller.Scopes.Except([Scope.OracleSubmit, Scope.Keeper]),
            ExpiresAtMs = new DateTimeOffset(DateTime.SpecifyKind(token.ValidTo, DateTimeKind.Utc) + Skew).ToUnixTimeMilliseconds(),
        };
    }

    private static string? Named(JsonWebToken token, string claim) => token.TryGetPayloadValue<string>(claim, out var name) && KeyName.IsValid(name) ? name : null;

    private sealed record Proven(Caller Caller) : ICredentials
    {
        public string QuotaKey => $"person:{Caller.Subject}";

        public ValueTask<Caller> Prove(HttpRequest request, ReadOnlyMemory<byte> body, CancellationToken cancellation) => new(Caller);
    }
}
