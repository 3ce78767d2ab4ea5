using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;

namespace RiskCluster.Journal.Verification;

/// <summary>
/// A checkpoint as a file: <c>{"format", "at_ms", "heads": [{"stream", "seq", "hash"}], "signature"}</c>. The signature is ECDSA on P-256 with SHA-256 (IEEE P1363, base64) over the
/// document without its signature, written compactly in this order of members, so that whatever reformats the file does not break it.
/// </summary>
public static class SignedCheckpoint
{
    private const string Format = "riskcluster.checkpoint/1";
    private const string P256 = "1.2.840.10045.3.1.7";

    /// <summary>Signs; the answer is the file.</summary>
    /// <param name="checkpoint">What to sign.</param>
    /// <param name="privateKeyPem">A private key on P-256 (SEC1 or PKCS#8).</param>
    /// <exception cref="FormatException">It is no such key.</exception>
    public static byte[] Sign(JournalCheckpoint checkpoint, string privateKeyPem)
    {
        using var key = Key(privateKeyPem);
        try
        {
            return Write(checkpoint, Convert.ToBase64String(key.SignData(Write(checkpoint, null), HashAlgorithmName.SHA256)));
        }
        catch (CryptographicException)
        {
            throw new FormatException("is no private key");
        }
    }

    /// <summary>Reads a file and checks its signature.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="publicKeyPem">The public key that belongs to the signer's.</param>
    /// <exception cref="FormatException">The file is no checkpoint, the key is no key on P-256, or the signature is another's.</exception>
    public static JournalCheckpoint Read(ReadOnlyMemory<byte> file, string publicKeyPem)
    {
        using var key = Key(publicKeyPem);
        var (checkpoint, signature) = Parse(file);
        if (!key.VerifyData(Write(checkpoint, null), signature, HashAlgorithmName.SHA256)) throw new FormatException("the signature is not of this key and content");
        return checkpoint;
    }

    /// <summary>Does nothing with a key on P-256.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static void RequireKey(string pem) => Key(pem).Dispose();

    private static (JournalCheckpoint Checkpoint, byte[] Signature) Parse(ReadOnlyMemory<byte> file)
    {
        try
        {
            using var document = JsonDocument.Parse(file);
            var root = document.RootElement;
            if (root.GetProperty("format").GetString() != Format) throw new FormatException($"format: is not {Format}");
            var heads = root.GetProperty("heads").EnumerateArray()
                .Select(head => new CheckpointHead(head.GetProperty("stream").GetString()!, head.GetProperty("seq").GetInt64(), [.. Convert.FromHexString(head.GetProperty("hash").GetString()!)]))
                .ToImmutableArray();
            return (new(root.GetProperty("at_ms").GetInt64(), heads), root.GetProperty("signature").GetBytesFromBase64());
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentNullException)
        {
            throw new FormatException("is no checkpoint", problem);
        }
    }

    private static byte[] Write(JournalCheckpoint checkpoint, string? signature)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("format", Format);
            json.WriteNumber("at_ms", checkpoint.AtMs);
            json.WriteStartArray("heads");
            foreach (var head in checkpoint.Heads)
            {
                json.WriteStartObject();
                json.WriteString("stream", head.Stream);
                json.WriteNumber("seq", head.Seq);
                json.WriteString("hash", Convert.ToHexStringLower(head.Hash.AsSpan()));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            if (signature is not null) json.WriteString("signature", signature);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static ECDsa Key(string pem)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            if (key.ExportParameters(false).Curve.Oid.Value == P256) return key;
        }
        catch (Exception problem) when (problem is ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw new FormatException("is no key in PEM", problem);
        }

        key.Dispose();
        throw new FormatException("is no key on the curve P-256");
    }
}
