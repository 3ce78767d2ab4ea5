using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using RiskCluster.Host.Access.Keys;

namespace RiskCluster.Host.Access.Tokens;

/// <summary>The ES256 keys that sign people's tokens: public ones that are configured, and the server's own, for trying out.</summary>
public static class TokenKeys
{
    private const string OwnKeyFile = "issuer.pem";

    /// <summary>The server's own key pair; made when the data folder has none.</summary>
    /// <exception cref="FormatException">The file is no private key on P-256 in PEM.</exception>
    public static ECDsaSecurityKey Own(string folder) =>
        FromPem(OwnKeyFile, PrivateFile.ReadOrMake(Path.Combine(folder, OwnKeyFile), () =>
        {
            using var fresh = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            return fresh.ExportPkcs8PrivateKeyPem();
        }));

    /// <summary>Public keys of files: PEM, or a JSON Web Key Set.</summary>
    /// <exception cref="FormatException">One is neither, or not on P-256.</exception>
    /// <exception cref="IOException">One cannot be read.</exception>
    public static ImmutableArray<SecurityKey> Read(IEnumerable<string> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        return [.. files.SelectMany(file => Parse(file, File.ReadAllText(file)))];
    }

    private static IEnumerable<SecurityKey> Parse(string file, string text)
    {
        if (!text.TrimStart().StartsWith('{')) return [FromPem(file, text)];
        try
        {
            var keys = new JsonWebKeySet(text).Keys;
            return keys.Count > 0 && keys.All(key => key.Kty == "EC" && key.Crv == "P-256") ? keys : throw new FormatException($"{file}: holds no keys, or others than EC on P-256");
        }
        catch (ArgumentException problem)
        {
            throw new FormatException($"{file}: is no JSON Web Key Set", problem);
        }
    }

    private static ECDsaSecurityKey FromPem(string file, string pem)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
        }
        catch (Exception problem) when (problem is ArgumentException or CryptographicException)
        {
            throw new FormatException($"{file}: is no key in PEM", problem);
        }

        if (key.KeySize != 256) throw new FormatException($"{file}: is no key on P-256");
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return new(key) { KeyId = Base64UrlEncoder.Encode(SHA256.HashData([.. point.X!, .. point.Y!])[..12]) };
    }
}
