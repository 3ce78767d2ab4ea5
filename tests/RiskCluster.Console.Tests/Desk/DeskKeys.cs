using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace RiskCluster.Console.Tests.Desk;

/// <summary>Who calls the desk: one person's token, and one key whose signatures are checked.</summary>
internal static class DeskKeys
{
    public const string KeyId = "admin_desk_x3k9v2q8";
    public const string Audience = "riskcluster";

    public static readonly byte[] Secret = SHA256.HashData("secret of the desk"u8);

    /// <summary>A token that only this desk takes: its claims are read, its signature is a fixed text.</summary>
    public static string Token(string person, string scope) =>
        $"{Base64Url.EncodeToString("{\"alg\":\"ES256\"}"u8)}.{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new { sub = person, scope }))}.desk";

    /// <summary>The name of the caller; null when it proves none.</summary>
    public static async Task<string?> Caller(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith("Bearer ", StringComparison.Ordinal))
        {
            var parts = header["Bearer ".Length..].Split('.');
            if (parts.Length != 3 || parts[2] != "desk") return null;
            using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
            return claims.RootElement.GetProperty("sub").GetString();
        }

        return header.StartsWith("RC1-HMAC-SHA256 ", StringComparison.Ordinal) && await IsSigned(request, header) ? KeyId : null;
    }

    private static async Task<bool> IsSigned(HttpRequest request, string header)
    {
        var fields = header["RC1-HMAC-SHA256 ".Length..].Split(", ").Select(field => field.Split('=', 2)).ToDictionary(field => field[0], field => field[1]);
        request.EnableBuffering();
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        request.Body.Position = 0;
        var age = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() - long.Parse(fields["timestamp"], System.Globalization.CultureInfo.InvariantCulture);
        var raw = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var text = $"RC1\n{Audience}\n{request.Method}\n{raw}\n{Convert.ToHexStringLower(SHA256.HashData(body.ToArray()))}\n{fields["timestamp"]}\n{fields["nonce"]}";
        return fields["key"] == KeyId && Math.Abs(age) <= 5_000 && fields["nonce"].Length is >= 16 and <= 64
            && fields["signature"] == Base64Url.EncodeToString(HMACSHA256.HashData(Secret, Encoding.UTF8.GetBytes(text)));
    }
}
