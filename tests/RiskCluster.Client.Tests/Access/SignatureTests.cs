using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RiskCluster.Client.Access;
using RiskCluster.Contracts;
using RiskCluster.Host.Access.Signing;

namespace RiskCluster.Client.Tests.Access;

/// <summary>Client and server arrive at signatures that neither of them has computed.</summary>
public sealed class SignatureTests
{
    private static readonly List<Vector> Vectors = JsonSerializer.Deserialize<List<Vector>>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Access", "signatures.json")), ApiJson.Options)!;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Both_sides_sign_alike(int index)
    {
        var known = Vectors[index];
        var body = Encoding.UTF8.GetBytes(known.Body);
        var header = new KeyCredentials(known.KeyId, known.Secret).Header(new(known.Method, known.Target, body), known.Audience, known.Timestamp, known.Nonce);
        header.ShouldBe($"RC1-HMAC-SHA256 key={known.KeyId}, timestamp={known.Timestamp}, nonce={known.Nonce}, signature={known.Signature}");
        var read = SignatureHeader.Parse(header.AsMemory("RC1-HMAC-SHA256 ".Length));
        (read.KeyId.ToString(), read.TimestampMs, read.Nonce.ToString(), Base64Url.EncodeToString(read.Signature)).ShouldBe((known.KeyId, known.Timestamp, known.Nonce, known.Signature));
        var text = SignedText.Of(known.Audience, known.Method, known.Target, body, known.Timestamp, known.Nonce);
        Base64Url.EncodeToString(HMACSHA256.HashData(Base64Url.DecodeFromChars(known.Secret), text)).ShouldBe(known.Signature);
    }

    [Fact]
    public void Every_request_has_a_nonce_of_its_own()
    {
        var known = Vectors[0];
        Credentials credentials = Credentials.Key(known.KeyId, known.Secret);
        var headers = Enumerable.Range(0, 50).Select(_ => credentials.Authorization(new("GET", "/", default), "riskcluster", 1)).ToList();
        headers.Distinct().Count().ShouldBe(50);
    }

    [Fact]
    public void Secrets_that_are_none_are_refused_without_being_told()
    {
        Should.Throw<ArgumentException>(() => Credentials.Key("k", "not base64url!")).Message.ShouldNotContain("base64url!");
        Should.Throw<ArgumentException>(() => Credentials.Key("", "AAAA"));
        Should.Throw<ArgumentException>(() => Credentials.Token(" "));
        Credentials.Key("k", "AAAA").ToString()!.ShouldNotContain("AAAA");
        Credentials.Token("secret").ToString()!.ShouldNotContain("secret");
    }

    private sealed record Vector(string KeyId, string Secret, string Audience, string Method, string Target, string Body, long Timestamp, string Nonce, string Signature);
}
