using System.Numerics;
using System.Security.Cryptography;
using RiskCluster.Core.Attestation;

namespace RiskCluster.Runtime.Attestation;

/// <summary>A private key on secp256k1 that signs attestations.</summary>
/// <remarks>
/// The platform's ECDSA draws a random nonce for each signature; it offers none that is derived from key and message (RFC 6979). So two signatures of one attestation differ, and both hold.
/// </remarks>
public sealed class AttestationKey : IDisposable
{
    private const string Curve = "1.3.132.0.10";
    private readonly ECDsa key;

    private AttestationKey(ECDsa key)
    {
        this.key = key;
        var point = key.ExportParameters(false).Q;
        Signer = Secp256k1.AddressOf(Hash256.Of(point.X), Hash256.Of(point.Y));
    }

    /// <summary>The address that signatures of this key are recovered to.</summary>
    public EthereumAddress Signer { get; }

    /// <summary>A new key.</summary>
    public static AttestationKey Create() => new(ECDsa.Create(ECCurve.CreateFromValue(Curve)));

    /// <summary>The key of a PEM text, SEC1 or PKCS#8 (<c>openssl ecparam -name secp256k1 -genkey -noout</c> makes one).</summary>
    /// <exception cref="FormatException">No private key on secp256k1.</exception>
    public static AttestationKey FromPem(string pem)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            // Asked for openly: a public key is imported without complaint, and would fail at the first attestation only.
            if (key.ExportParameters(true).Curve.Oid.Value == Curve) return new(key);
        }
        catch (Exception problem) when (problem is ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw new FormatException("is no private key on secp256k1 in PEM", problem);
        }

        key.Dispose();
        throw new FormatException("is a key on another curve than secp256k1");
    }

    /// <summary>The key as PEM (PKCS#8, not encrypted).</summary>
    public string ToPem() => key.ExportPkcs8PrivateKeyPem();

    /// <summary>Signs a digest. Safe from any thread.</summary>
    public AttestationSignature Sign(Hash256 digest)
    {
        byte[] signature;
        lock (key) signature = key.SignHash(digest.ToBytes(), DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        return AttestationSignature.Of(digest, Number(signature.AsSpan(0, 32)), Number(signature.AsSpan(32)), Signer);
    }

    /// <summary>Forgets the key.</summary>
    public void Dispose() => key.Dispose();

    private static BigInteger Number(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
}
