using System.Security.Cryptography;
using RiskCluster.Host.Access.Keys;
using RiskCluster.Host.Configuration;

namespace RiskCluster.Host.Operations;

/// <summary>The key on P-256 with which this process signs checkpoints of its journal; made in the data folder when it is first needed, for its owner's eyes only.</summary>
internal sealed class CheckpointKey(ServeOptions options)
{
    private const string FileName = "checkpoint-key.pem";

    private readonly Lazy<string> pem = new(() =>
    {
        Directory.CreateDirectory(options.Data);
        return PrivateFile.ReadOrMake(Path.Combine(options.Data, FileName), () =>
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            return key.ExportPkcs8PrivateKeyPem();
        });
    });

    /// <summary>The private key, PEM.</summary>
    public string PrivatePem => pem.Value;

    /// <summary>The public key, PEM.</summary>
    public string PublicPem
    {
        get
        {
            using var key = ECDsa.Create();
            key.ImportFromPem(pem.Value);
            return key.ExportSubjectPublicKeyInfoPem();
        }
    }
}
