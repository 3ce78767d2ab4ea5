using System.Globalization;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace RiskCluster.Host.Access.Tokens;

/// <summary>Signs people's tokens with the server's own key: for trying out, and where there is no identity provider.</summary>
public static class TokenIssuer
{
    /// <summary>A token.</summary>
    /// <param name="key">The server's own key.</param>
    /// <param name="audience">The server that it is for; also who issues it.</param>
    /// <param name="claims">What it says.</param>
    /// <param name="now">From when.</param>
    /// <param name="lifetime">For how long.</param>
    public static string Issue(ECDsaSecurityKey key, string audience, TokenClaims claims, DateTimeOffset now, TimeSpan lifetime)
    {
        ArgumentNullException.ThrowIfNull(claims);
        var said = new Dictionary<string, object> { ["sub"] = claims.Subject, ["scope"] = string.Join(' ', claims.Scopes.Select(ScopeNames.Of)) };
        if (claims.Owner is not null) said["owner"] = claims.Owner;
        if (claims.Venue is not null) said["venue"] = claims.Venue;
        said["jti"] = string.Create(CultureInfo.InvariantCulture, $"{Guid.NewGuid():N}");
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = audience,
            Audience = audience,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = (now + lifetime).UtcDateTime,
            Claims = said,
            SigningCredentials = new(key, SecurityAlgorithms.EcdsaSha256),
        });
    }
}
